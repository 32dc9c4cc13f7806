// Runs the suite in a real VS Code that a headless Chromium shows: `npm run test:e2e`. Two windows: the extension under development
// in a project whose container is stale, and the packed extension in a clean profile. Exit status 1 when a test failed.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bringUpChromium,
  bringUpEngines,
  bringUpVsCode,
  installVsix,
  type Outcome,
  type TestMachine,
} from '../env/machine.ts';
import { sum, writeResult, type PartResult } from '../part-result.ts';
import { packVsix } from '../package/pack-vsix.ts';
import { runInBrowser } from './harness/browser-session.ts';
import { buildSuite, countTests, testFiles } from './harness/build-suite.ts';
import { artefacts, root, workspaceSource } from './harness/paths.ts';
import type { Session } from './harness/session.ts';
import { bringUpStaleProject } from './harness/stale-project.ts';
import type { SuiteResult } from './suite/index.ts';

/** What one session is made of, beside what both have in common. */
interface Requirements {
  readonly machine: TestMachine;
  readonly browserPath: string;
  readonly suitePath: string;
  readonly folder: string;
}

/** The one test file that wants a clean profile and no project. */
const installedFile = 'installed.test';
const sessionSeconds = 240;

async function main(): Promise<void> {
  const result = await runAll();
  await writeResult(join(artefacts, 'result.json'), result);
  for (const note of result.notes) console.log(note);
  console.log(`${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
  process.exitCode = result.failed > 0 ? 1 : 0;
}

async function runAll(): Promise<PartResult> {
  if (!existsSync(join(root, 'dist', 'extension.js')))
    return failure('dist/extension.js is missing: run npm run build');
  const folder = await mkdtemp(join(tmpdir(), 'unstale-e2e-'));
  try {
    const found = await bringUpRequirements(folder);
    if ('problem' in found) return await skipped(found.problem);
    return sum([await fence(() => runProject(found.value)), await fence(() => runInstalled(found.value))]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bringUpRequirements(folder: string): Promise<Outcome<Requirements>> {
  const machine = await bringUpEngines();
  if ('problem' in machine) return machine;
  const browser = await bringUpChromium();
  if ('problem' in browser) return browser;
  const vsCode = await bringUpVsCode();
  if ('problem' in vsCode) return vsCode;
  return { value: { machine: machine.value, browserPath: browser.value, suitePath: await buildSuite(), folder } };
}

/** A window that does not open is one failure, and the other one still gets its turn. */
async function fence(run: () => Promise<PartResult>): Promise<PartResult> {
  try {
    return await run();
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

async function runProject(requirements: Requirements): Promise<PartResult> {
  const { machine, folder, suitePath, browserPath } = requirements;
  const engine = machine.engines.find(({ name }) => name === 'engine-28-classic');
  if (!engine) return failure('engine-28-classic is not there');
  const project = await bringUpStaleProject(workspaceSource, join(folder, 'shop'), engine, machine);
  try {
    const session: Session = {
      extensionFolder: root,
      suitePath,
      files: (await testFiles()).filter((name) => name !== installedFile),
      workspaceFolder: project.folder,
      dataFolder: join(folder, 'project-data'),
      screenshots: artefacts,
      environment: project.environment,
      log: printSuite,
    };
    return asPart(await runInBrowser(session, browserPath, sessionSeconds));
  } finally {
    await project.takeDown();
  }
}

/** The suite needs some extension under development to be run by VS Code; this one has nothing in it. */
async function runInstalled({ folder, suitePath, browserPath }: Requirements): Promise<PartResult> {
  const bearer = join(folder, 'bearer');
  const workspaceFolder = join(folder, 'elsewhere');
  const dataFolder = join(folder, 'installed-data');
  const vsix = join(folder, 'unstale.vsix');
  await mkdir(bearer);
  await cp(workspaceSource, workspaceFolder, { recursive: true });
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { engines: { vscode: string } };
  const manifest = { name: 'bearer', publisher: 'unstale-test', version: '0.0.1', engines: { vscode: engines.vscode } };
  await writeFile(join(bearer, 'package.json'), JSON.stringify(manifest));
  await packVsix(vsix);
  const installed = await installVsix(vsix, join(dataFolder, 'extensions'));
  if ('problem' in installed) return failure(installed.problem);
  const session: Session = {
    extensionFolder: bearer,
    suitePath,
    files: [installedFile],
    workspaceFolder,
    dataFolder,
    screenshots: artefacts,
    environment: {},
    log: printSuite,
  };
  return asPart(await runInBrowser(session, browserPath, sessionSeconds));
}

/** The page's console also carries what VS Code says to itself; only the suite's own lines are worth reading here. */
function printSuite(line: string): void {
  if (/^\s+(✔|\d+\)|\d+ (passing|failing|pending)|-|Error|[A-Z])/.test(line)) console.log(line);
}

const asPart = ({ passed, failed, skipped: left, failures }: SuiteResult): PartResult => ({
  passed,
  failed,
  skipped: left,
  notes: failures.map(({ title, message }) => `e2e: ${title}: ${message}`),
});

const failure = (note: string): PartResult => ({ passed: 0, failed: 1, skipped: 0, notes: [`e2e: ${note}`] });

const skipped = async (note: string): Promise<PartResult> => ({
  passed: 0,
  failed: 0,
  skipped: await countTests(),
  notes: [`e2e skipped: ${note}`],
});

void main();
