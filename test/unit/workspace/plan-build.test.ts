import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { readIgnoreFile } from '../../../client/src/workspace/ignore-file.ts';
import { findBuild, planFile, type PlannedBuild } from '../../../client/src/workspace/plan-build.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const dockerfile = 'FROM node:22\nWORKDIR /srv\nCOPY . .\nCOPY --from=shared . lib/\n';

/** A build of `app/` that has `shared/`, a folder beside or below it, as a named context. */
async function buildWith(files: Readonly<Record<string, string>>, shared: string): Promise<PlannedBuild> {
  const folder = await temporaryFolder({ 'app/Dockerfile': dockerfile, ...files });
  const app = join(folder, 'app');
  const build = await findBuild({
    ...{
      disk: nodeDisk,
      path: join(app, 'Dockerfile'),
      workspaceFolder: folder,
      dockerConfigFolder: join(folder, 'none'),
    },
    ...{ dockerfile: join(app, 'Dockerfile'), contextFolder: app, service: null, history: [] },
    ...{ imageWorkingFolder: '/', imageEnvironment: [] },
  });
  if ('problem' in build) throw new Error(build.problem.english);
  const named = join(folder, shared);
  const ignoreFile = await readIgnoreFile(nodeDisk, [join(named, '.dockerignore')]);
  return { ...build, namedContexts: { shared: { folder: named, ignoreFile } } };
}

const wayOf = (build: PlannedBuild, folder: string, file: string) => {
  const { pathInContext, ignore, copies } = planFile(build, join(folder, file));
  return {
    pathInContext,
    line: ignore?.isExcluded ? ignore.decidedBy?.line : null,
    paths: copies.map(({ containerPath }) => containerPath),
  };
};

describe('a file of a named context', () => {
  const files = { 'shared/a.js': 'a', 'shared/gen/b.js': 'b', 'shared/.dockerignore': '\ngen\n' };

  it('is brought by the COPY that names the context', async () => {
    const build = await buildWith(files, 'shared');
    expect(wayOf(build, build.namedContexts.shared?.folder ?? '', 'a.js')).toEqual({
      pathInContext: null,
      line: null,
      paths: ['/srv/lib/a.js'],
    });
  });

  it('is kept out by the ignore file of that context', async () => {
    const build = await buildWith(files, 'shared');
    expect(wayOf(build, build.namedContexts.shared?.folder ?? '', 'gen/b.js')).toEqual({
      pathInContext: 'gen/b.js',
      line: 2,
      paths: ['/srv/lib/gen/b.js'],
    });
  });

  it('comes past the main context’s ignore file, which says nothing about it', async () => {
    const inside = { 'app/.dockerignore': 'shared\n', 'app/shared/a.js': 'a' };
    const build = await buildWith(inside, 'app/shared');
    expect(wayOf(build, build.contextFolder, 'shared/a.js')).toEqual({
      pathInContext: null,
      line: null,
      paths: ['/srv/lib/a.js'],
    });
  });

  it('comes by the main context, too, where nothing keeps it out there', async () => {
    const build = await buildWith({ 'app/shared/a.js': 'a' }, 'app/shared');
    expect(wayOf(build, build.contextFolder, 'shared/a.js')).toEqual({
      pathInContext: 'shared/a.js',
      line: null,
      paths: ['/srv/shared/a.js', '/srv/lib/a.js'],
    });
  });
});

it('names the line of the main context’s ignore file for what no named context has', async () => {
  const build = await buildWith({ 'app/.dockerignore': '*.log\n', 'app/x.log': '', 'shared/a.js': '' }, 'shared');
  expect(wayOf(build, build.contextFolder, 'x.log')).toEqual({
    pathInContext: 'x.log',
    line: 1,
    paths: ['/srv/x.log'],
  });
});
