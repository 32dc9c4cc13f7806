import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Mocha from 'mocha';
import { screenshot } from './outside.ts';

/** What the runner reads when the extension host has ended. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

/**
 * Called by VS Code inside the extension host. Runs the test files that stand beside this bundle and are named in
 * UNSTALE_E2E_FILES, writes a `SuiteResult` to UNSTALE_E2E_RESULT, and rejects when a test failed.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 90_000, reporter: 'spec', color: false });
  const files = (process.env.UNSTALE_E2E_FILES ?? '').split(' ').filter((name) => name !== '');
  for (const name of files) mocha.addFile(join(__dirname, `${name}.js`));
  mocha.rootHooks({
    async afterEach(this: Mocha.Context) {
      const { currentTest } = this;
      if (currentTest?.state === 'failed') await screenshot(`failed-${currentTest.title.replace(/\W+/g, '-')}`);
    },
  });
  const result = await runMocha(mocha);
  await writeFile(process.env.UNSTALE_E2E_RESULT ?? '', JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}

function runMocha(mocha: Mocha): Promise<SuiteResult> {
  return new Promise((resolve) => {
    const failures: { title: string; message: string }[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures.length, skipped: pending, failures });
    });
    runner.on('fail', (test, error: Error) => {
      failures.push({ title: test.fullTitle(), message: error.stack ?? error.message });
    });
  });
}
