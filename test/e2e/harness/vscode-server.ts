import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { vsCodeScript } from '../../env/machine.ts';
import { quietSettings } from './session.ts';

/** A VS Code that serves its workbench to a browser on loopback. */
export interface VsCodeServer {
  readonly port: number;
  /** Ends the server; the extension hosts it started end with it. */
  stop(): void;
}

/**
 * Starts the server with its data under `folder` and returns when it accepts connections; throws after 60 seconds. Every folder is trusted,
 * unless `trust` wants the person to be asked.
 */
export async function startVsCodeServer(
  folder: string,
  environment: NodeJS.ProcessEnv,
  trust: 'given' | 'asked' = 'given',
): Promise<VsCodeServer> {
  await mkdir(join(folder, 'data', 'Machine'), { recursive: true });
  await writeFile(join(folder, 'data', 'Machine', 'settings.json'), JSON.stringify(quietSettings));
  const port = await freePort();
  const asking = trust === 'asked' ? ['ask-for-trust'] : [];
  const child = spawn('bash', [vsCodeScript, 'start', String(port), folder, ...asking], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = { port, stop: () => void child.kill() };
  await listening(child, 60).catch((error: unknown) => {
    server.stop();
    throw error;
  });
  return server;
}

/** Returns a port of loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function listening(child: ChildProcess, seconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`VS Code did not start in ${seconds} s: ${output}`)),
      seconds * 1000,
    );
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('Extension host agent listening')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`VS Code ended with ${code}: ${output}`)));
  });
}
