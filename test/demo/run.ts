// Shows Unstale at work: `npm run demo`. Brings up a small container on the engine that is there, edits a file beside it, and asks
// why the edit is not in the container. Without an engine the same question is answered from a recorded snapshot.
//
//   npm run demo -- --editor      opens the project in VS Code, or in the browser-served one, instead
//   npm run demo -- --no-replay   fails where no container can be brought up, for tests
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openInEditor } from './editor.ts';
import { findEngine, type DemoEngine } from './engine.ts';
import { bringUpStaleContainer, staleFile } from './stale-container.ts';

const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const snapshot = inRoot('test/scenarios/image-not-rebuilt/snapshot.engine-28-classic.json');

async function main(): Promise<void> {
  // Ctrl+C also ends whatever runs below, docker or the editor's server. This process outlives them, to clean up after them.
  process.on('SIGINT', () => undefined);
  if ((await runNode([inRoot('esbuild.mjs')], inRoot('.'), process.env, 'ignore')) !== 0)
    throw new Error('the build failed: npm run build');
  const engine = await findEngine();
  if ('problem' in engine) return replay(engine.problem);
  console.log(engine.value.description);
  try {
    await showOn(engine.value);
  } finally {
    await engine.value.release();
  }
}

async function showOn(engine: DemoEngine): Promise<void> {
  const stale = await bringUpStaleContainer(engine).catch((error: unknown) => String(error));
  if (typeof stale === 'string') return replay(stale);
  try {
    if (process.argv.includes('--editor')) await openInEditor(stale.folder, engine.environment);
    else await why([staleFile], stale.folder, engine.environment);
  } finally {
    await stale.remove();
  }
}

async function replay(problem: string): Promise<void> {
  if (process.argv.includes('--no-replay')) throw new Error(problem);
  console.log(
    `No container can be brought up here: ${problem}\nThis is the same question, answered from a recorded snapshot:`,
  );
  await why(['--snapshot', snapshot], inRoot('.'), process.env);
}

/** Runs the terminal program as a person would; 1 is its exit status for "a cause was found". */
async function why(words: readonly string[], folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  console.log(`$ unstale why ${words.join(' ')}`);
  const status = await runNode([inRoot('dist/cli.js'), 'why', ...words], folder, environment, 'inherit');
  if (status !== 1) throw new Error(`unstale found no cause (exit status ${status})`);
}

function runNode(
  words: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv,
  output: 'inherit' | 'ignore',
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: folder,
      env: environment,
      stdio: ['ignore', output, 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
