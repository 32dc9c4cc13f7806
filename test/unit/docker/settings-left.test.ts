import { describe, expect, it } from 'vitest';
import { imageSettings } from '../../../core/src/dockerfile/image-settings.ts';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import { settingsLeft } from '../../../client/src/docker/settings-left.ts';

const base = { Env: ['PATH=/bin', 'LANG=C'], Cmd: ['sh'], WorkingDir: '/', ExposedPorts: { '80/tcp': {} } };

const config = {
  Env: ['PATH=/usr/bin', 'LANG=C', 'MODE=a', 'LEVEL=info'],
  Cmd: ['sleep', '9'],
  User: '1000',
  WorkingDir: '/app',
  ExposedPorts: { '80/tcp': {}, '8080/tcp': {} },
  Volumes: { '/data': {} },
  Labels: { team: 'a' },
};

const whole =
  'FROM base\nENV MODE=a LEVEL=info\nWORKDIR /app\nUSER 1000\nEXPOSE 8080\nVOLUME /data/\nCMD ["sleep", "9"]\n';

function left(text: string, of: Readonly<Record<string, unknown>> = base): readonly string[] {
  const dockerfile = parseDockerfile(text);
  const [built] = dockerfile.stages;
  if (!built) throw new Error('The Dockerfile has no stage');
  const stated = imageSettings(dockerfile, built, {}, () => false);
  return settingsLeft(config, of, { stated, written: built.instructions });
}

describe('what an image sets that its Dockerfile does not state', () => {
  it('is nothing while every instruction stands there', () => {
    expect(left(whole)).toEqual([]);
  });

  it.each([
    [' LEVEL=info', 'ENV LEVEL'],
    ['EXPOSE 8080\n', 'EXPOSE 8080/tcp'],
    ['VOLUME /data/\n', 'VOLUME /data'],
    ['USER 1000\n', 'USER'],
    ['WORKDIR /app\n', 'WORKDIR'],
    ['CMD ["sleep", "9"]\n', 'CMD'],
  ])('is what was removed: %j', (removed, name) => {
    expect(left(whole.replace(removed, ''))).toEqual([name]);
  });

  it('is no port that a variable may name', () => {
    expect(left(whole.replace('EXPOSE 8080', 'EXPOSE $PORT'))).toEqual([]);
  });

  it('is nothing of a base image whose triggers set it', () => {
    expect(left('FROM base\n', { ...base, OnBuild: ['ENV MODE=a'] })).toEqual([]);
  });
});
