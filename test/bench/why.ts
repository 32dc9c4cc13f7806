/**
 * Measures `unstale why` on the engine that the docker CLI would ask, with a hundred containers on it, and prints one line of JSON:
 *
 *   npm run build && npm run bench            brings the containers up where they are not there yet, and measures
 *   npm run bench -- --clean                  removes everything again
 *
 * `milliseconds` is the median of five runs of `dist/cli.js`, the start of Node included; `inProcessMilliseconds` is the same
 * without it, from arguments to printed report. `calls` are the requests that the engine was sent.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReportJson } from '../../client/src/diagnosis/report/json.ts';
import { processIo } from '../../cli/src/process-io.ts';
import { run as runUnstale } from '../../cli/src/program.ts';
import { findEngines } from '../env/machine.ts';
import { run as runProgram } from '../support/docker-cli.ts';

const label = 'dev.unstale.bench';
const image = 'unstale-bench';
const project = 'unstale-bench-shop';
const containersWanted = 100;
const containersRunning = 20;
const rounds = 5;

const folder = join(tmpdir(), project);
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const question = ['why', 'src/server.js', '--format', 'json'];

let environment: NodeJS.ProcessEnv = process.env;
const docker = (...words: string[]): Promise<string> => runProgram({ folder, environment }, 'docker', words);
const listed = async (...words: string[]): Promise<string[]> => (await docker(...words)).split('\n').filter(Boolean);

/** The engine is the docker CLI's own choice; the scripts of test/env only say where the CLI and busybox are. */
async function main(): Promise<void> {
  environment = { ...process.env, ...(await findEngines()).environment };
  await mkdir(folder, { recursive: true });
  if (process.argv.includes('--clean')) return clean();
  if (!existsSync(cli)) throw new Error('dist/cli.js is not built; npm run build makes it');
  return measure();
}

async function measure(): Promise<void> {
  await bringUp();
  const outside = await timed(askAsProgram);
  const inside = await timed(askInProcess);
  const [report] = outside.answer;
  if (outside.answer.length !== 1 || report?.verdict?.cause !== 'image-not-rebuilt') {
    throw new Error(`the answer is wrong: ${JSON.stringify(outside.answer)}`);
  }
  const containers = (await listed('ps', '--all', '--quiet')).length;
  const figures = {
    bench: 'why',
    calls: report.calls,
    milliseconds: outside.milliseconds,
    inProcessMilliseconds: inside.milliseconds,
    containers,
    engine: `${report.engine.version} ${report.engine.imageStore}`,
  };
  console.log(JSON.stringify(figures));
}

interface Timed {
  readonly milliseconds: number;
  readonly answer: readonly ReportJson[];
}

/** Returns the median time of all rounds, in whole milliseconds, and the last answer. */
async function timed(ask: () => Promise<string>): Promise<Timed> {
  const times: number[] = [];
  let printed = '';
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    printed = await ask();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { milliseconds: Math.round(times[Math.floor(rounds / 2)] ?? 0), answer: JSON.parse(printed) as ReportJson[] };
}

/** The exit status of a cause that was found is 1, which is no failure here. */
const askAsProgram = (): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [cli, ...question], { cwd: folder, env: environment }, (_error, printed, complaint) => {
      process.stderr.write(complaint);
      resolve(printed);
    });
  });

async function askInProcess(): Promise<string> {
  let printed = '';
  const io = processIo(new AbortController().signal);
  const stdout = { isTerminal: false, write: (piece: string) => void (printed += piece) };
  await runUnstale(question, { ...io, stdout, environment, workingFolder: folder, homeFolder: homedir() });
  return printed;
}

/** A Compose service whose file was edited after the build, and as many idle containers beside it as are wanted. */
async function bringUp(): Promise<void> {
  await buildImage();
  await bringUpStaleService();
  // The service's container is among them: it inherits the label from its base image.
  const there = (await listed('ps', '--all', '--quiet', '--filter', `label=${label}`)).length;
  for (let index = there; index < containersWanted; index += 1) {
    const begin = index < containersRunning ? ['run', '--detach'] : ['create'];
    await docker(...begin, '--label', label, '--network', 'none', image);
  }
}

async function buildImage(): Promise<void> {
  const busybox = environment.UNSTALE_BUSYBOX ?? '/usr/bin/busybox';
  await mkdir(join(folder, 'image'), { recursive: true });
  await copyFile(busybox, join(folder, 'image', 'busybox'));
  const dockerfile = `FROM scratch\nLABEL ${label}=\nCOPY busybox /bin/busybox\nSTOPSIGNAL SIGKILL\nCMD ["/bin/busybox", "sleep", "86400"]\n`;
  await writeFile(join(folder, 'image', 'Dockerfile'), dockerfile);
  await docker('build', '--quiet', '--tag', image, 'image');
}

async function bringUpStaleService(): Promise<void> {
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, 'compose.yaml'), `name: ${project}\nservices:\n  web:\n    build: .\n`);
  await writeFile(join(folder, 'Dockerfile'), `FROM ${image}\nWORKDIR /app\nCOPY src/ src/\n`);
  await writeFile(join(folder, 'src', 'server.js'), 'before\n');
  await docker('compose', 'up', '--detach', '--build');
  await writeFile(join(folder, 'src', 'server.js'), 'after\n');
}

async function clean(): Promise<void> {
  const containers = await listed('ps', '--all', '--quiet', '--filter', `label=${label}`);
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  if (existsSync(join(folder, 'compose.yaml'))) await docker('compose', 'down', '--timeout', '0', '--rmi', 'all');
  const images = await listed('images', '--all', '--quiet', '--filter', `label=${label}`);
  if (images.length > 0) await docker('rmi', '--force', ...new Set(images));
  await rm(folder, { recursive: true, force: true });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
