import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVsCodeServer } from '../e2e/harness/vscode-server.ts';
import { bringUpVsCode } from '../env/machine.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Opens the folder in VS Code with the extension in it, and returns when Ctrl+C is pressed. Throws when there is no VS Code. */
export async function openInEditor(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  if (await openInDesktop(folder, environment)) {
    console.log('VS Code opens the project. Press Ctrl+C here when you are done.');
    await interrupted();
    return;
  }
  const installed = await bringUpVsCode();
  if ('problem' in installed) throw new Error(`"code" is not on PATH, and ${installed.problem}`);
  const data = await mkdtemp(join(tmpdir(), 'unstale-editor-'));
  const server = await startVsCodeServer(data, environment);
  try {
    const payload = [['extensionDevelopmentPath', `vscode-remote://127.0.0.1:${server.port}${root}`]];
    const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
    console.log(`Open http://127.0.0.1:${server.port}/?${query.toString()}\nPress Ctrl+C here when you are done.`);
    await interrupted();
  } finally {
    server.stop();
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Resolves with false where `code` is not on PATH or does not start. */
function openInDesktop(folder: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const words = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
    const child = spawn('code', words, { env: environment, stdio: 'ignore', shell: process.platform === 'win32' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    // A pending promise alone does not keep a process alive.
    const alive = setInterval(() => undefined, 60_000);
    process.once('SIGINT', () => {
      clearInterval(alive);
      resolve();
    });
  });
