import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runPart, type Part } from '../../run-part.ts';

describe('a part of the test run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unstale-part-'));
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true, force: true });
  });

  const node = (script: string, more: Partial<Part> = {}): Part => ({
    name: 'part',
    command: [process.execPath, '--eval', script],
    minutes: 1,
    ...more,
  });
  const run = (part: Part, signal = new AbortController().signal) => runPart(part, folder, signal);

  test('passes by its exit status when it leaves no result', async () => {
    expect(await run(node('console.log("said")'))).toMatchObject({ passed: 1, failed: 0 });
    expect(await readFile(join(folder, 'part.log'), 'utf8')).toBe('said\n');
  });

  test('fails by its exit status when it leaves no result', async () => {
    expect(await run(node('process.exit(3)'))).toMatchObject({ passed: 0, failed: 1 });
  });

  test('that cannot be started is one failure', async () => {
    const part: Part = { name: 'part', command: [join(folder, 'missing')], minutes: 1 };
    expect(await run(part)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('that hangs is ended with everything it started, and is one failure', async () => {
    const pidFile = join(folder, 'pid');
    const grandchild = `setInterval(() => {}, 1000)`;
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(grandchild)}]);
      require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
      setInterval(() => {}, 1000);`;
    const result = await run(node(script, { minutes: 1 / 60 }));
    expect(result).toMatchObject({ passed: 0, failed: 1 });
    expect(result.notes[0]).toContain('did not end within');
    const pid = Number(await readFile(pidFile, 'utf8'));
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), 5000);
  });

  test('that is interrupted is one failure', async () => {
    const controller = new AbortController();
    const running = run(node('setInterval(() => {}, 1000)'), controller.signal);
    controller.abort();
    expect(await running).toMatchObject({ failed: 1, notes: ['part: was interrupted'] });
  });

  test('counts what vitest reports, and a file that could not be loaded as a failure', async () => {
    const file = join(folder, 'result.json');
    const assertionResults = ['passed', 'passed', 'failed', 'pending'].map((status) => ({ status, fullName: status }));
    const testResults = [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults },
      { name: 'b.test.ts', status: 'failed', message: 'cannot be loaded\nat line 1', assertionResults: [] },
    ];
    const script = `require('node:fs').writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(JSON.stringify({ testResults }))})`;
    expect(await run(node(script, { result: { file, form: 'vitest' } }))).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
      notes: ['part: failed: failed', 'part: b.test.ts: cannot be loaded'],
    });
  });

  test('does not pass on the result of an earlier run', async () => {
    const file = join(folder, 'result.json');
    await writeFile(file, JSON.stringify({ passed: 7, failed: 0, skipped: 0, notes: [] }));
    const result = await run(node('process.exit(0)', { result: { file, form: 'part-result' } }));
    expect(result).toMatchObject({ passed: 0, failed: 1 });
  });

  test('fails when its tests passed and its program did not', async () => {
    const file = join(folder, 'result.json');
    const passed = JSON.stringify({ passed: 7, failed: 0, skipped: 0, notes: [] });
    const script = `require('node:fs').writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(passed)}); process.exit(1)`;
    expect(await run(node(script, { result: { file, form: 'part-result' } }))).toMatchObject({ passed: 7, failed: 1 });
  });
});
