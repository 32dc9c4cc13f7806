// Everything that `npm test` means: the bundles, the static checks, the tests without Docker, every scenario on every engine, the
// package, and the extension in a real VS Code. What npm cannot bring is brought up by test/env where that is possible; where it is
// not, the tests that need it are counted as skipped, and one line says why. With CI=true a skipped test is a failure.
// The last line is "N passed, N failed", with ", N skipped" where there are any.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bringUpEngines, findEngines, readEngines, takeDownEngines, type TestMachine } from './env/machine.ts';
import { sum, type PartResult } from './part-result.ts';
import { runPart, type Part } from './run-part.ts';

const artefacts = fileURLToPath(new URL('artefacts', import.meta.url));
const isCi = process.env.CI === 'true';

/** A part whose tests stand in one folder and are run by vitest. */
function vitest(name: string, minutes: number, environment: Readonly<Record<string, string>> = {}): Part {
  const file = join(artefacts, `${name}.json`);
  const words = [`test/${name}/`, '--no-color', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    command: ['npx', 'vitest', 'run', ...words],
    minutes,
    result: { file, form: 'vitest' },
    environment,
  };
}

const build: Part = { name: 'build', command: ['npm', 'run', 'build'], minutes: 3 };
const check: Part = { name: 'check', command: ['npm', 'run', 'check'], minutes: 8 };

const partsOn = (machine: TestMachine): Part[] => [
  check,
  vitest('unit', 5, { UNSTALE_ENGINES: '' }),
  vitest('package', 3),
  vitest('live', 21, { ...machine.environment, UNSTALE_BY_TURNS: '1' }),
  ...demosOn(machine),
  {
    name: 'e2e',
    command: ['npx', 'tsx', 'test/e2e/run.ts'],
    minutes: 10,
    result: { file: join(artefacts, 'e2e', 'result.json'), form: 'part-result' },
  },
];

/** The README's first command: on an engine where there is one, and as it answers where there is none. */
function demosOn({ engines, environment }: TestMachine): Part[] {
  const demo = (name: string, words: readonly string[], more: Readonly<Record<string, string>>): Part => ({
    name,
    command: ['npm', 'run', 'demo', '--', ...words],
    minutes: 3,
    environment: more,
  });
  const nowhere = { DOCKER_HOST: 'unix:///nonexistent/docker.sock', UNSTALE_ENGINES_PREFIX: '/dev/null/nowhere' };
  const [engine] = engines;
  const live = engine ? [demo('demo', ['--no-replay'], { ...environment, DOCKER_HOST: engine.host })] : [];
  return [...live, demo('demo-without-engine', [], nowhere)];
}

async function main(): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
  await mkdir(artefacts, { recursive: true });
  const runningBefore = (await findEngines()).engines.map(({ name }) => name);
  try {
    const machine = await machineToTestOn();
    const total = sum(await runParts([build, ...partsOn(machine)], interrupted.signal));
    report(isCi ? { ...total, failed: total.failed + total.skipped, skipped: 0 } : total);
  } finally {
    const runningNow = (await findEngines()).engines.map(({ name }) => name);
    await takeDownEngines(runningNow.filter((name) => !runningBefore.includes(name)));
  }
}

/** The engines that UNSTALE_ENGINES names where somebody set it, else the ones of test/env; none where that is not possible. */
async function machineToTestOn(): Promise<TestMachine> {
  const named = process.env.UNSTALE_ENGINES;
  if (named) return { engines: readEngines(named), environment: {} };
  const found = await bringUpEngines();
  if ('value' in found) return found.value;
  console.log(`live skipped: ${found.problem}`);
  return { engines: [], environment: { UNSTALE_ENGINES: '' } };
}

/** Runs the parts one after the other, because they share two cores. Without bundles there is nothing to test. */
async function runParts(parts: readonly Part[], signal: AbortSignal): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const part of parts) {
    const start = performance.now();
    const result = await runPart(part, artefacts, signal);
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`${part.name}: ${counts(result)} (${seconds} s)`);
    results.push(result);
    if (signal.aborted || (part === build && result.failed > 0)) break;
  }
  return results;
}

const counts = ({ passed, failed, skipped }: PartResult): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

function report(total: PartResult): void {
  for (const note of total.notes) console.log(note);
  console.log(`\n${counts(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

void main();
