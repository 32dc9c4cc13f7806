import { realpathSync } from 'node:fs';
import { request } from 'node:http';
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from './address.ts';
import { storedContexts } from './context-store.ts';
import { connectEngine } from './dockerode-engine.ts';
import type { Engine } from './engine.ts';
import type { Endpoint } from './endpoint.ts';
import { dockerConfigFolder } from './search.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Another engine of this machine: the docker CLI's flags that lead to it, and a connection that its user closes. */
export interface OtherEngine {
  readonly flags: readonly string[];
  /** The socket's path. */
  readonly socket: string;
  readonly connect: (timeoutMs: number) => Engine;
}

/** What a server answered. Only of a body that was read to its end there is a hash. */
export interface Served {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly sha256: string | null;
}

/** What can be asked beside the engine: other engines of this machine, and servers on its ports. Nothing leaves the machine. */
export interface Surroundings {
  /** Returns the engines behind local sockets, without the one that is asked: of the CLI's contexts, and where engines usually are. */
  otherEngines(environment: Environment, asked: Endpoint): readonly OtherEngine[];
  /** Gets a page from an address of this machine; null when nobody answers with HTTP within the time. */
  get(address: string, port: number, path: string, timeoutMs: number): Promise<Served | null>;
}

/** The surroundings of this machine. */
export const nodeSurroundings: Surroundings = { otherEngines, get };

/** Where Docker's engines listen when nobody says otherwise; Desktop, rootless, Colima, Rancher and OrbStack have their own. */
function usualSockets(environment: Environment): readonly string[] {
  const home = environment.HOME || homedir();
  const runtime = environment.XDG_RUNTIME_DIR;
  return [
    '/var/run/docker.sock',
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    ...[
      '.docker/desktop/docker.sock',
      '.docker/run/docker.sock',
      '.colima/default/docker.sock',
      '.rd/docker.sock',
      '.orbstack/run/docker.sock',
    ].map((socket) => join(home, socket)),
  ];
}

function otherEngines(environment: Environment, asked: Endpoint): readonly OtherEngine[] {
  const contexts = storedContexts(dockerConfigFolder(environment)).map(({ name, host }) => ({
    flags: ['--context', name],
    host,
  }));
  const usual = usualSockets(environment).map((path) => ({
    flags: ['--host', `unix://${path}`],
    host: `unix://${path}`,
  }));
  const found = new Map<string, OtherEngine>();
  const own = socketOf(asked);
  for (const { flags, host } of [...contexts, ...usual]) {
    const endpoint: Endpoint = { host, origin: '--context', context: flags[1] ?? '', tls: null };
    const socket = socketOf(endpoint);
    if (socket === null || socket === own || found.has(socket)) continue;
    found.set(socket, { flags, socket, connect: (timeoutMs) => connectEngine(endpoint, { timeoutMs }) });
  }
  return [...found.values()];
}

/** The socket's real path, null for an endpoint that is none, or where there is no such socket. */
function socketOf(endpoint: Endpoint): string | null {
  const address = addressOf(endpoint);
  if ('problem' in address || address.kind !== 'socket') return null;
  try {
    return realpathSync(address.path);
  } catch {
    // A context may name a socket that is not there now.
    return null;
  }
}

/** More than a page has; what is longer is no file that somebody edits. */
const bodyLimit = 16 * 1024 * 1024;

function get(address: string, port: number, path: string, timeoutMs: number): Promise<Served | null> {
  return new Promise((resolve) => {
    const options = { host: address, port, path, timeout: timeoutMs, headers: { Connection: 'close' } };
    const asked = request(options, (answer) => {
      const hash = createHash('sha256');
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        hash.update(chunk);
        if (size > bodyLimit) answer.destroy();
      });
      answer.on('error', () => resolve(null));
      answer.on('close', () => {
        const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
        const sha256 = answer.complete && size <= bodyLimit ? hash.digest('hex') : null;
        resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(headers), sha256 });
      });
    });
    const limit = setTimeout(() => asked.destroy(), timeoutMs);
    asked.on('close', () => clearTimeout(limit));
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.end();
  });
}
