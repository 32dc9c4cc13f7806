import { describe, expect, test } from 'vitest';
import { carriedPaths } from '../../../core/src/dockerfile/carried-paths.ts';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import { placeInMount, readsContext, runMounts } from '../../../core/src/dockerfile/run-mounts.ts';

const dockerfile = parseDockerfile(`FROM base AS build
WORKDIR /work
RUN --mount=type=cache,id=c,target=/work/target/ --mount=type=secret,id=token,dst=/t make
FROM build AS packed
WORKDIR pack
FROM base AS tools
FROM base
WORKDIR /srv
COPY --from=build /work/dist/app /bin/
COPY --from=build /work/dist app
COPY --from=packed /work/pack/ .
COPY --from=tools /work/dist/app tools
`);

const carried = (stage: number, path: string) => {
  const from = dockerfile.stages[stage];
  const built = dockerfile.stages.at(-1);
  if (!from || !built) throw new Error('no such stage');
  return carriedPaths(dockerfile, from, path, { built, imageWorkingFolder: '/' }).map(
    ({ containerPath }) => containerPath,
  );
};

describe('where a path of a stage ends', () => {
  test('a file through each COPY --from that takes it', () => {
    expect(carried(0, '/work/dist/app')).toEqual(['/bin/app', '/srv/app/app']);
  });
  test('a part of a folder', () => {
    expect(carried(0, '/work')).toContain('/srv/app');
  });
  test('a stage that begins with another', () => {
    expect(carried(1, '/work/pack/x')).toEqual(['/srv/x']);
  });
  test('what nobody takes', () => {
    expect(carried(0, '/etc/passwd')).toEqual([]);
  });
  test('the built stage keeps its own paths', () => {
    expect(carried(3, '/srv/x')).toEqual(['/srv/x']);
  });
});

describe('the mounts of a RUN', () => {
  test('are read with their other names', () => {
    const run = dockerfile.stages[0]?.instructions.find(({ keyword }) => keyword === 'RUN');
    expect(run && runMounts(run)).toEqual([
      { type: 'cache', id: 'c', source: null, target: '/work/target', from: null },
      { type: 'secret', id: 'token', source: null, target: '/t', from: null },
    ]);
  });

  test.each([
    ['--mount=target=.', 'src/a.go', '/work/src/a.go'],
    ['--mount=type=bind,source=src,target=/s', 'src/a.go', '/s/a.go'],
    ['--mount=type=bind,src=./go.mod,dst=go.mod', 'go.mod', '/work/go.mod'],
    ['--mount=type=bind,source=src,target=/s', 'srcs/a.go', null],
    ['--mount=type=cache,target=/s', 'src/a.go', null],
  ])('%s shows %s at %s', (flag, path, place) => {
    const run = parseDockerfile(`FROM base\nRUN ${flag} make\n`).stages[0]?.instructions[0];
    expect(run && runMounts(run).map((mount) => placeInMount(mount, path, '/work'))).toEqual([place]);
    expect(run && readsContext(run, path)).toBe(place !== null);
  });
});
