import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from '../../client/src/docker/endpoint.ts';

/** One answer of a real engine, body as it came. `path` has neither version nor query. */
export interface RecordedAnswer {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a real engine answered about one container; made by record-engine.ts. */
export interface Recording {
  readonly apiVersion: string;
  readonly container: string;
  readonly image: string;
  readonly volume: string;
  readonly answers: readonly RecordedAnswer[];
}

/** One way of misbehaving; `only` restricts it to paths that contain it, everything else is answered as recorded. */
export type Trouble = { readonly only?: string } & (
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'cut' }
  /** The answer begins, and comes in small pieces without end. */
  | { readonly kind: 'drip' }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'status'; readonly status: number; readonly message: string; readonly location?: string }
  /** The container is there for so many requests about it, and then is not. */
  | { readonly kind: 'vanish'; readonly after: number }
  | { readonly kind: 'answer'; readonly body: string | Buffer; readonly headers?: Record<string, string> }
);

/** A request that the stub was sent. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly version: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An engine that replays a recording. */
export interface EngineStub {
  readonly endpoint: Endpoint;
  readonly socketPath: string;
  readonly asked: readonly Asked[];
  /** How many connections are open now. */
  connections(): Promise<number>;
  /** Changes what it does from the next request on. */
  behave(...troubles: readonly Trouble[]): void;
  stop(): Promise<void>;
}

/** Returns a recording of `test/support/recordings`, by its API version. */
export async function readRecording(apiVersion: '1.41' | '1.51'): Promise<Recording> {
  const file = new URL(`recordings/engine-${apiVersion}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as Recording;
}

/** Starts a stub on a new unix socket, or on a free TCP port of the loopback. */
export async function startEngineStub(recording: Recording, listenOn: 'unix' | 'tcp' = 'unix'): Promise<EngineStub> {
  const folder = await mkdtemp(join(tmpdir(), 'unstale-stub-'));
  const socketPath = join(folder, 'docker.sock');
  const asked: Asked[] = [];
  let troubles: readonly Trouble[] = [];

  const server = createServer((request, response) => {
    void readRequest(request).then((question) => {
      asked.push(question);
      const trouble = troubles.find(({ only }) => question.path.includes(only ?? ''));
      const before = asked.filter(({ path }) => path.includes(trouble?.only ?? '')).length - 1;
      return answer(recording, question, response, trouble, before);
    });
  });
  await new Promise<void>((resolve) => {
    if (listenOn === 'unix') server.listen(socketPath, resolve);
    else server.listen(0, '127.0.0.1', resolve);
  });

  const host =
    listenOn === 'unix' ? `unix://${socketPath}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint: { host, origin: 'default', context: 'default', tls: null },
    socketPath,
    asked,
    connections: () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))),
    behave: (...next) => {
      troubles = next;
    },
    stop: async () => {
      await stop(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answer(
  recording: Recording,
  question: Asked,
  response: ServerResponse,
  trouble: Trouble | undefined,
  before: number,
): Promise<void> {
  switch (trouble?.kind) {
    case 'hang':
      return;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, trouble.milliseconds));
      break;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('[{"Id":');
      setTimeout(() => response.destroy(), 20);
      return;
    case 'drip': {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'nonsense':
      response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
      return;
    case 'not-json':
      response.end('<html>It works!</html>');
      return;
    case 'status':
      response.writeHead(trouble.status, trouble.location ? { location: trouble.location } : {});
      response.end(JSON.stringify({ message: trouble.message }));
      return;
    case 'vanish':
      if (before < trouble.after) break;
      response.writeHead(404);
      response.end(JSON.stringify({ message: `No such container: ${recording.container}` }));
      return;
    case 'answer':
      response.writeHead(200, trouble.headers);
      response.end(trouble.body);
      return;
    default:
  }
  replay(recording, question, response);
}

function replay(recording: Recording, { path }: Asked, response: ServerResponse): void {
  const recorded = recording.answers.find((one) => one.path === path);
  response.writeHead(recorded?.status ?? 404, recorded?.headers);
  response.end(recorded?.body ?? JSON.stringify({ message: 'page not found' }));
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(request.url ?? '/', 'http://stub');
  const [, version = '', path = ''] = /^(?:\/v([\d.]+))?(\/.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  return {
    method: request.method ?? '',
    path,
    version,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
