/**
 * Measures `unstale why` on the engine that the docker CLI would ask, with 100 containers, 200 images and 50 volumes on it, and prints
 * a line of JSON for each of two questions, of one file and of a whole project of 5,000 files:
 *
 *   npm run build && npm run bench            brings the containers up where they are not there yet, and measures
 *   npm run bench -- --clean                  removes everything again
 *
 * `milliseconds` is the median of five runs of `dist/cli.js`, the start of Node included; `inProcessMilliseconds` is the same
 * without it, from arguments to printed report. `calls` are the requests that the engine was sent, `bytes` what it answered,
 * `peakMegabytes` the most memory that the program held, and `leastMilliseconds` the time of the fewest requests that could answer.
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
import { startCountingProxy } from './counting-proxy.ts';
import { timeOfLeastCalls } from './least-calls.ts';

const label = 'dev.unstale.bench';
const image = 'unstale-bench';
const project = 'unstale-bench-shop';
const containersWanted = 100;
const containersRunning = 20;
const imagesWanted = 200;
const volumesWanted = 50;
const projectFiles = 5000;
const rounds = 5;

const folder = join(tmpdir(), project);
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
/** What is asked, and the path of the container that the fewest requests would have to read. */
const questions = [
  { name: 'why', words: ['why', 'src/server.js', '--format', 'json'], path: '/app/src/server.js' },
  { name: 'why-project', words: ['why', '--format', 'json'], path: '/app' },
] as const;

type Question = (typeof questions)[number];

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
  const socket = await engineSocket();
  for (const question of questions) console.log(JSON.stringify(await figuresOf(question, socket)));
}

async function figuresOf(question: Question, socket: string): Promise<object> {
  const proxy = await startCountingProxy(socket, join(folder, 'bench.sock'));
  try {
    const counted = await askAsProgram(question, { ...environment, DOCKER_HOST: proxy.host });
    const outside = await timed(async () => (await askAsProgram(question, environment)).printed);
    const inside = await timed(() => askInProcess(question));
    const [report] = outside.answer;
    if (outside.answer.length !== 1 || report?.verdict?.cause !== 'image-not-rebuilt')
      throw new Error(`the answer is wrong: ${JSON.stringify(outside.answer)}`);
    return {
      bench: question.name,
      calls: report.calls,
      bytes: proxy.received(),
      milliseconds: outside.milliseconds,
      inProcessMilliseconds: inside.milliseconds,
      leastMilliseconds: await timeOfLeastCalls(socket, report.container.id, question.path),
      peakMegabytes: counted.peakMegabytes,
      files: report.differences?.compared ?? 1,
      containers: (await listed('ps', '--all', '--quiet')).length,
      images: (await listed('images', '--quiet')).length,
      volumes: (await listed('volume', 'ls', '--quiet')).length,
      engine: `${report.engine.version} ${report.engine.imageStore}`,
    };
  } finally {
    proxy.stop();
  }
}

/** The benchmark counts on a unix socket. */
async function engineSocket(): Promise<string> {
  const host =
    environment.DOCKER_HOST ?? (await docker('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'));
  if (!host.trim().startsWith('unix://')) throw new Error(`${host} is no unix socket`);
  return host.trim().slice('unix://'.length);
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

interface Printed {
  readonly printed: string;
  readonly peakMegabytes: number;
}

/** Tells at its end how much memory the program held at most; Linux counts it in kilobytes. */
const tellPeak = 'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))';

/** The exit status of a cause that was found is 1, which is no failure here. */
const askAsProgram = ({ words }: Question, env: NodeJS.ProcessEnv): Promise<Printed> =>
  new Promise((resolve) => {
    const all = ['--import', `data:text/javascript,${encodeURIComponent(tellPeak)}`, cli, ...words];
    execFile(process.execPath, all, { cwd: folder, env, maxBuffer: 64 << 20 }, (_error, printed, complaint) => {
      const peak = /peak (\d+)$/.exec(complaint)?.[1] ?? '0';
      process.stderr.write(complaint.replace(/peak \d+$/, ''));
      resolve({ printed, peakMegabytes: Math.round(Number(peak) / 1024) });
    });
  });

const io = processIo(new AbortController().signal);

async function askInProcess({ words }: Question): Promise<string> {
  let printed = '';
  const stdout = { isTerminal: false, write: (piece: string) => void (printed += piece) };
  await runUnstale([...words], { ...io, stdout, environment, workingFolder: folder, homeFolder: homedir() });
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
  await bringUpOthers();
}

/** Images of no use and volumes of no use, so that lists are as long as on a machine that is used. */
async function bringUpOthers(): Promise<void> {
  const [container = ''] = await listed('ps', '--all', '--quiet', '--filter', `label=${label}`);
  const images = (await listed('images', '--quiet', '--filter', `label=${label}`)).length;
  for (let index = images; index < imagesWanted; index += 1)
    await docker('commit', '--pause=false', '--change', `LABEL ${label}=${index}`, container, `${image}-${index}`);
  const volumes = (await listed('volume', 'ls', '--quiet', '--filter', `label=${label}`)).length;
  for (let index = volumes; index < volumesWanted; index += 1) await docker('volume', 'create', '--label', label);
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
  for (let index = 0; index < projectFiles; index += 1) {
    const module = join(folder, 'src', `module${index % 100}`);
    await mkdir(module, { recursive: true });
    await writeFile(join(module, `${index}.js`), `// ${index}\n`.repeat(100));
  }
  await docker('compose', 'up', '--detach', '--build');
  await writeFile(join(folder, 'src', 'server.js'), 'after\n');
}

async function clean(): Promise<void> {
  const containers = await listed('ps', '--all', '--quiet', '--filter', `label=${label}`);
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  if (existsSync(join(folder, 'compose.yaml'))) await docker('compose', 'down', '--timeout', '0', '--rmi', 'all');
  const volumes = await listed('volume', 'ls', '--quiet', '--filter', `label=${label}`);
  if (volumes.length > 0) await docker('volume', 'rm', '--force', ...volumes);
  const images = await listed('images', '--all', '--quiet', '--filter', `label=${label}`);
  if (images.length > 0) await docker('rmi', '--force', ...new Set(images));
  await rm(folder, { recursive: true, force: true });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
