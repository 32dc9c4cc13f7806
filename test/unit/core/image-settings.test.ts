import { expect, it } from 'vitest';
import { imageSettings } from '../../../core/src/dockerfile/image-settings.ts';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';

it('leaves open only the values that a build argument decides, not those beside it', () => {
  const dockerfile = parseDockerfile('FROM alpine\nARG LEVEL=2\nENV MODE=full AT=$LEVEL\nEXPOSE $LEVEL 80\n');
  const [built] = dockerfile.stages;
  if (!built) throw new Error('The Dockerfile has no stage');
  const settings = imageSettings(dockerfile, built, {}, (text) => text.includes('$LEVEL'));
  expect(settings.map(({ name, value }) => [name, value])).toEqual([
    ['MODE', 'full'],
    ['AT', null],
    ['80/tcp', true],
  ]);
});
