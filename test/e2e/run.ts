// Runs the extension in a real VS Code that a headless Chromium shows: `npm run test:e2e`. The suite runs with the extension
// under development in a project whose container is stale, its part for the packed extension in a clean profile; and that same packed
// extension is driven by hand. Exit status 1 when a test failed.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUpChromium, bringUpEngines, bringUpVsCode, installVsix, type TestMachine } from '../env/machine.ts';
import { sum, writeResult, type PartResult } from '../part-result.ts';
import { packVsix } from '../package/pack-vsix.ts';
import { runInBrowser } from './harness/browser-session.ts';
import { mendByHand } from './harness/by-hand.ts';
import { buildSuite, countTests, testFiles } from './harness/build-suite.ts';
import { artefacts, root, workspaceSource } from './harness/paths.ts';
import type { Session } from './harness/session.ts';
import { bringUpStaleProject, type StaleProject } from './harness/stale-project.ts';

/** What all windows share. */
interface Stage {
  readonly browserPath: string;
  readonly suitePath: string;
  /** A temporary folder, removed at the end. */
  readonly folder: string;
  readonly project: StaleProject;
}

/** The one test file that wants a clean profile. */
const installedFile = 'installed.test';
const sessionSeconds = 150;

/** Activation is measured by the clock, and a machine that is busy for a moment makes any start slow: the best of three counts. */
const starts = 3;

/** Set when the run is to end. The windows and what is in them end by the same signal; this process outlives them, to clean up. */
let isInterrupted = false;

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isInterrupted = true));
  const result = await runAll();
  await writeResult(join(artefacts, 'result.json'), result);
  for (const note of result.notes) console.log(note);
  console.log(`${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
  process.exitCode = result.failed > 0 ? 1 : 0;
}

async function runAll(): Promise<PartResult> {
  if (!existsSync(join(root, 'dist', 'extension.js')))
    return failure('dist/extension.js is missing: run npm run build');
  const machine = await bringUpEngines();
  const browser = await bringUpChromium();
  const vsCode = await bringUpVsCode();
  if ('problem' in machine) return skipAll(machine.problem);
  if ('problem' in browser) return skipAll(browser.problem);
  if ('problem' in vsCode) return skipAll(vsCode.problem);
  const folder = await mkdtemp(join(tmpdir(), 'unstale-e2e-'));
  try {
    return await fence(() => runOn(machine.value, browser.value, folder));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runOn(machine: TestMachine, browserPath: string, folder: string): Promise<PartResult> {
  const engine = machine.engines.find(({ name }) => name === 'engine-28-classic');
  if (!engine) return failure('engine-28-classic is not there');
  const suitePath = await buildSuite();
  const project = await bringUpStaleProject(workspaceSource, folder, engine, machine);
  try {
    const stage: Stage = { browserPath, suitePath, folder, project };
    const results: PartResult[] = [];
    for (const run of [runProject, runInstalled, runByHand]) {
      if (!isInterrupted) results.push(await fence(() => run(stage)));
    }
    return sum(results);
  } finally {
    await project.takeDown();
  }
}

/** A window that does not open is one failure, and the others still get their turn. */
async function fence(run: () => Promise<PartResult>): Promise<PartResult> {
  try {
    return await run();
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

/** Each file of the suite gets a window and a profile of its own, so that none sees what another left behind. */
async function runProject(stage: Stage): Promise<PartResult> {
  const results: PartResult[] = [];
  for (const name of (await testFiles()).filter((each) => each !== installedFile)) {
    const dataFolder = join(stage.folder, `data-${name}`);
    if (!isInterrupted) {
      results.push(await fence(() => runSuite(stage, { extensionFolder: root, files: [name], dataFolder })));
    }
  }
  return sum(results);
}

async function runInstalled(stage: Stage): Promise<PartResult> {
  const vsix = join(stage.folder, 'unstale.vsix');
  await packVsix(vsix);
  const installed = await installVsix(vsix, installedData(stage));
  if ('problem' in installed) return failure(installed.problem);
  const extensionFolder = await makeBearer(stage.folder);
  let result = failure('the window was not opened');
  for (let start = 0; start < starts && result.failed > 0 && !isInterrupted; start++) {
    result = await runSuite(stage, { extensionFolder, files: [installedFile], dataFolder: installedData(stage) });
  }
  return result;
}

/** Needs what `runInstalled` installed. */
async function runByHand(stage: Stage): Promise<PartResult> {
  const { folder: workspaceFolder, environment } = stage.project;
  await mendByHand(
    { workspaceFolder, environment, dataFolder: installedData(stage), screenshots: artefacts },
    stage.browserPath,
  );
  return { passed: 1, failed: 0, skipped: 0, notes: [] };
}

const installedData = ({ folder }: Stage): string => join(folder, 'installed-data');

/** VS Code runs a suite only beside some extension under development; this one has nothing in it. */
async function makeBearer(folder: string): Promise<string> {
  const bearer = join(folder, 'bearer');
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { engines: { vscode: string } };
  const manifest = { name: 'bearer', publisher: 'unstale-test', version: '0.0.1', engines: { vscode: engines.vscode } };
  await mkdir(bearer);
  await writeFile(join(bearer, 'package.json'), JSON.stringify(manifest));
  return bearer;
}

async function runSuite(
  { project, suitePath, browserPath }: Stage,
  differing: Pick<Session, 'extensionFolder' | 'files' | 'dataFolder'>,
): Promise<PartResult> {
  const session: Session = {
    ...differing,
    suitePath,
    workspaceFolder: project.folder,
    screenshots: artefacts,
    environment: project.environment,
    log: printSuite,
  };
  const { passed, failed, skipped, failures } = await runInBrowser(session, browserPath, sessionSeconds);
  return { passed, failed, skipped, notes: failures.map(({ title, message }) => `e2e: ${title}: ${message}`) };
}

/** The page's console also carries what VS Code says to itself; only the suite's own lines are worth reading here. */
function printSuite(line: string): void {
  if (/^\s+(✔|\d+\)|\d+ (passing|failing|pending)|-|Error|[A-Za-z])/.test(line)) console.log(line);
}

const failure = (note: string): PartResult => ({ passed: 0, failed: 1, skipped: 0, notes: [`e2e: ${note}`] });

/** What runs by hand is one more test than the suite has. */
const skipAll = async (note: string): Promise<PartResult> => ({
  passed: 0,
  failed: 0,
  skipped: (await countTests()) + 1,
  notes: [`e2e skipped: ${note}`],
});

void main();
