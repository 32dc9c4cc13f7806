import { describe, expect, it } from 'vitest';
import { isAsComposeWants, isLeftRunning } from '../../../client/src/workspace/compose-dry-run.ts';
import type { Programs } from '../../../client/src/workspace/programs.ts';

/** What Compose 2.40 printed, with a container of another service before. */
const running = [
  '{"dry-run":true,"id":"Container shop-db-1","status":"Recreate"}',
  'time="2026-11-22T15:20:00Z" level=warning msg="a warning"',
  '{"dry-run":true,"id":"Container shop-web-1","status":"Running"}',
].join('\n');

const recreated = ['Recreate', 'Recreated']
  .map((status) => `{"dry-run":true,"id":"Container shop-web-1","status":"${status}"}`)
  .join('\n');

describe('a dry run of Compose', () => {
  it('leaves a container running of which it says nothing else', () => {
    expect(isLeftRunning(running, 'shop-web-1')).toBe(true);
    expect(isLeftRunning(running, 'shop-db-1')).toBe(false);
    expect(isLeftRunning(running, 'shop-web-2')).toBe(false);
    expect(isLeftRunning(recreated, 'shop-web-1')).toBe(false);
    expect(isLeftRunning(`${running}\n${recreated}`, 'shop-web-1')).toBe(false);
    expect(isLeftRunning('unknown flag: --progress', 'shop-web-1')).toBe(false);
  });

  it('names the project, pulls and builds nothing, and never runs for real', async () => {
    let words: readonly string[] = [];
    const programs: Programs = {
      run: (program, given) => {
        words = [program, ...given];
        return Promise.resolve({ status: 0, stdout: '', stderr: running });
      },
    };
    const place = {
      project: 'shop',
      workingDirectory: '/w',
      files: ['/w/a.yml', '/w/b.yml'],
      environmentFiles: ['/w/x.env'],
    };
    const question = {
      place,
      service: 'web',
      container: 'shop-web-1',
      dockerFlags: ['--context', 'c'],
      environment: {},
    };
    expect(await isAsComposeWants(programs, question)).toBe(true);
    expect(words.join(' ')).toBe(
      'docker --context c compose -p shop --project-directory /w -f /w/a.yml -f /w/b.yml --env-file /w/x.env' +
        ' --progress json --dry-run up --detach --no-build --no-deps --pull never web',
    );
  });

  it('says nothing where it failed or could not be run', async () => {
    const question = {
      place: { project: 'shop', workingDirectory: '/w', files: [], environmentFiles: [] },
      ...{ service: 'web', container: 'shop-web-1', dockerFlags: [], environment: {} },
    };
    const failed: Programs = { run: () => Promise.resolve({ status: 1, stdout: running, stderr: '' }) };
    const absent: Programs = {
      run: () => Promise.resolve({ problem: { id: 'x', english: 'docker is not installed' } as never }),
    };
    expect(await isAsComposeWants(failed, question)).toBe(false);
    expect(await isAsComposeWants(absent, question)).toBe(false);
  });
});
