import { expect, test } from 'vitest';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import { routesOf } from '../../../core/src/dockerfile/routes.ts';
import { withTriggers } from '../../../core/src/dockerfile/triggers.ts';

test('the triggers of a base image are carried out before the stage’s own steps, on the line of its FROM', () => {
  const written = parseDockerfile('# a site\nFROM site-base\nCOPY extra /srv/extra\n');
  const [stage] = written.stages;
  if (!stage) throw new Error('no stage');
  const dockerfile = withTriggers(written, new Map([[stage, ['WORKDIR /srv', 'COPY . ./site/', 'RUN make']]]));
  const { final, laterRuns } = routesOf(dockerfile, { pathInContext: 'index.html', target: null });
  const [route] = final;
  expect(final).toHaveLength(1);
  expect(route?.containerPath).toBe('/srv/site/index.html');
  expect(route?.instruction.range.start.line).toBe(1);
  expect(route?.instruction.text).toBe('ONBUILD COPY . ./site/');
  expect(laterRuns.map(({ text }) => text)).toEqual(['RUN make']);
});

test('without triggers a stage stays as it is', () => {
  const dockerfile = parseDockerfile('FROM a\nFROM b\n');
  expect(withTriggers(dockerfile, new Map()).stages).toEqual(dockerfile.stages);
});
