import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import { routesOf, type RouteQuestion } from '../../../core/src/dockerfile/routes.ts';
import { plain } from '../../../core/src/text.ts';
import { routeCases } from '../../support/route-cases.ts';

const follow = (dockerfile: string, pathInContext: string | null, rest: Partial<RouteQuestion> = {}) =>
  routesOf(parseDockerfile(dockerfile), { pathInContext, target: null, ...rest });

describe('a file is followed through the Dockerfile', () => {
  for (const { title, dockerfile, path, target, expected } of routeCases) {
    it(title, () => {
      const { final, doubts } = follow(dockerfile, path, { target: target ?? null });
      expect(final.map(({ containerPath }) => containerPath)).toEqual(expected);
      expect(doubts.map(plain)).toEqual([]);
    });
  }

  it('the working folder of the base image holds where the Dockerfile sets none', () => {
    const { final } = follow('FROM node:22\nCOPY a.js ./\n', 'a.js', { imageWorkingFolder: '/home/node' });
    expect(final[0]?.containerPath).toBe('/home/node/a.js');
  });

  it('a variable without a value is a doubt, not a path', () => {
    const { final, doubts } = follow('FROM node:22\nARG PLACE\nCOPY a.js $PLACE/\n', 'a.js');
    expect(final).toEqual([]);
    expect(doubts.map(plain)).toEqual(['Line 3 depends on a variable whose value is not known: $PLACE/']);
  });

  it('a stage that only compiles the file is named, and the file does not count as copied', () => {
    const { final, elsewhere } = follow(
      'FROM golang AS build\nCOPY . /src\nRUN go build -o /out/app\nFROM scratch\nCOPY --from=build /out/app /app\n',
      'main.go',
    );
    expect(final).toEqual([]);
    expect(elsewhere.map(({ stage, containerPath }) => [stage.name, containerPath])).toEqual([
      ['build', '/src/main.go'],
    ]);
  });

  it('a stage that the built one is not made from is told apart', () => {
    const text =
      'FROM scratch AS dev\nCOPY . /dev\nFROM scratch AS tools\nCOPY . /t\nFROM scratch AS prod\nCOPY --from=tools /bin /bin\n';
    const { elsewhere } = follow(text, 'a.js', { target: 'prod' });
    expect(elsewhere.map(({ stage, isReached }) => [stage.name, isReached])).toEqual([
      ['dev', false],
      ['tools', true],
    ]);
  });

  it('a bind-mounted RUN takes the file', () => {
    const { elsewhere } = follow(
      'FROM node\nRUN --mount=type=bind,source=package.json,target=package.json npm ci\n',
      'package.json',
      { imageWorkingFolder: '/app' },
    );
    expect(elsewhere.map(({ containerPath }) => containerPath)).toEqual(['/app/package.json']);
  });

  it('a bind mount shows what another stage has', () => {
    const { elsewhere } = follow(
      'FROM scratch AS deps\nCOPY db /schema\nFROM base\nARG PLACE=/mnt\nRUN --mount=from=deps,source=/schema,target=$PLACE cp /mnt/a.sql /\n',
      'db/a.sql',
    );
    expect(elsewhere.map(({ containerPath }) => containerPath)).toEqual(['/schema/a.sql', '/mnt/a.sql']);
  });

  it('a named context is followed like the main one', () => {
    const { final } = follow('FROM scratch\nCOPY --from=shared lib /lib\n', null, {
      pathInNamedContexts: { shared: 'lib/a.js' },
    });
    expect(final[0]?.containerPath).toBe('/lib/a.js');
  });

  it('a later copy of another file onto the same path is a doubt', () => {
    const { doubts } = follow(
      'FROM scratch\nCOPY dev.json /app/config.json\nCOPY prod.json /app/config.json\n',
      'dev.json',
    );
    expect(doubts.map(plain)).toEqual(['Line 3 writes /app/config.json again from another source']);
  });

  it('the RUN instructions after the copy are listed, those before are not', () => {
    const { laterRuns } = follow('FROM busybox\nRUN one\nCOPY a.js /app/\nRUN two\nRUN three\n', 'a.js');
    expect(laterRuns.map(({ text }) => text)).toEqual(['RUN two', 'RUN three']);
  });

  it('an unknown target is a doubt', () => {
    expect(follow('FROM scratch AS a\n', 'a.js', { target: 'b' }).doubts.map(plain)).toEqual([
      'The Dockerfile has no stage b',
    ]);
  });

  it('half-written files do not throw', () => {
    for (const text of [
      '',
      'COPY',
      'FROM',
      'FROM scratch\nCOPY',
      'FROM scratch\nCOPY a',
      'FROM scratch\nCOPY --from a b',
      'FROM scratch\nCOPY ["a"',
      'FROM scratch\nWORKDIR',
    ]) {
      expect(() => follow(text, 'a')).not.toThrow();
    }
  });
});
