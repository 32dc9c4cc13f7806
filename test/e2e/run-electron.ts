// Runs the suite in the VS Code that people install, which @vscode/test-electron downloads: `npm run test:electron`. Where it cannot
// be downloaded, `npm run test:e2e` runs the same suite in the browser-served VS Code. Needs a display; on a Linux machine without
// one, start it by xvfb-run.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { chromium, type Browser, type Page } from 'playwright-core';
import { bringUpEngines } from '../env/machine.ts';
import { buildSuite, testFiles } from './harness/build-suite.ts';
import { serveOutside } from './harness/outside.ts';
import { artefacts, root, workspaceSource } from './harness/paths.ts';
import { quietSettings, readSuiteResult, suiteEnvironment, type Session } from './harness/session.ts';
import { bringUpStaleProject } from './harness/stale-project.ts';
import { freePort } from './harness/vscode-server.ts';

/** The oldest VS Code that package.json admits, which is also the one the browser serves. */
const version = '1.100.3';

async function main(): Promise<void> {
  const machine = await bringUpEngines();
  if ('problem' in machine) throw new Error(machine.problem);
  const engine = machine.value.engines.find(({ name }) => name === 'engine-28-classic');
  if (!engine) throw new Error('engine-28-classic is not there');
  const executable = await downloadAndUnzipVSCode({ version, cachePath: join(root, '.vscode-test') });
  const folder = await mkdtemp(join(tmpdir(), 'unstale-electron-'));
  const project = await bringUpStaleProject(workspaceSource, folder, engine, machine.value);
  try {
    await runInElectron(executable, {
      extensionFolder: root,
      suitePath: await buildSuite(),
      files: (await testFiles()).filter((name) => name !== 'installed.test'),
      workspaceFolder: project.folder,
      dataFolder: join(folder, 'data'),
      screenshots: artefacts,
      environment: project.environment,
      log: console.log,
    });
  } finally {
    await project.takeDown();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runInElectron(executable: string, session: Session): Promise<void> {
  const settingsFolder = join(session.dataFolder, 'User');
  await mkdir(settingsFolder, { recursive: true });
  await writeFile(join(settingsFolder, 'settings.json'), JSON.stringify(quietSettings));
  const window = windowAt(await freePort());
  const outside = await serveOutside(window.page, session.screenshots);
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: session.extensionFolder,
      extensionTestsPath: session.suitePath,
      extensionTestsEnv: suiteEnvironment(session, outside.url),
      launchArgs: [
        session.workspaceFolder,
        `--user-data-dir=${session.dataFolder}`,
        `--extensions-dir=${join(session.dataFolder, 'extensions')}`,
        `--remote-debugging-port=${window.port}`,
        '--disable-workspace-trust',
        '--skip-welcome',
      ],
    });
  } finally {
    outside.close();
    await window.disconnect();
  }
  const { passed, failed } = await readSuiteResult(session);
  console.log(`${passed} passed, ${failed} failed`);
}

/** Electron's window, seen through its debugging port; the connection is made when the suite first asks for it. */
function windowAt(port: number): { port: number; page: () => Promise<Page>; disconnect: () => Promise<void> } {
  let browser: Promise<Browser> | undefined;
  return {
    port,
    async page() {
      browser ??= chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const pages = (await browser).contexts().flatMap((context) => context.pages());
      const page = pages.find((each) => each.url().includes('workbench'));
      if (!page) throw new Error('VS Code shows no window');
      return page;
    },
    disconnect: async () => (await browser)?.close(),
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
