import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createServer as createTlsServer, type Server } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../../client/src/docker/address.ts';
import { connectEngine } from '../../../client/src/docker/dockerode-engine.ts';
import type { Endpoint } from '../../../client/src/docker/endpoint.ts';
import { EngineFailure } from '../../../client/src/docker/engine.ts';
import { plain } from '../../../core/src/text.ts';
import { readRecording, startEngineStub, type EngineStub } from '../../support/engine-stub.ts';

const endpointAt = (host: string, rest: Partial<Endpoint> = {}): Endpoint => ({
  host,
  origin: '--host',
  context: 'default',
  tls: null,
  ...rest,
});

let stub: EngineStub;
beforeEach(async () => {
  stub = await startEngineStub(await readRecording('1.51'));
});
afterEach(() => stub.stop());

const failure = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(String, (thrown: unknown) => thrown);
  return error instanceof EngineFailure ? `${error.reason}: ${plain(error.text)}` : String(error);
};

describe('the arguments of ssh', () => {
  const args = (host: string) => {
    const address = addressOf(endpointAt(host));
    return 'problem' in address || address.kind !== 'command' ? null : address.arguments.join(' ');
  };

  it('are the docker CLI’s', () => {
    const options = '-o ConnectTimeout=30 -T';
    expect(args('ssh://host')).toBe(`${options} -- host docker system dial-stdio`);
    expect(args('ssh://me@host:2222/')).toBe(`${options} -l me -p 2222 -- host docker system dial-stdio`);
    expect(args('ssh://me@[::1]/run/d.sock')).toBe(
      `${options} -l me -- ::1 docker --host=unix:///run/d.sock system dial-stdio`,
    );
  });

  it.each([
    'ssh://',
    'ssh://-oProxyCommand=id',
    'ssh://-G@host',
    'ssh://me%20you@host',
    'ssh://me;id@host',
    'ssh://host/a b',
    'ssh://host/$(id)',
    'ssh://host/a;id',
    'ssh://host/a?x',
    'ssh://me:word@host',
    'ssh://%2doProxyCommand=id',
  ])('are never made of %s', (host) => {
    expect(args(host)).toBeNull();
  });

  it('leave a protocol that only the user’s CLI knows to that CLI, by the name of its context', () => {
    expect(addressOf(endpointAt('vsock://3', { context: 'vm' }))).toEqual({
      kind: 'command',
      program: 'docker',
      arguments: ['--context', 'vm', 'system', 'dial-stdio'],
    });
    expect(addressOf(endpointAt('vsock://3', { context: '--debug' }))).toHaveProperty('problem');
  });
});

describe('an engine behind ssh', () => {
  let folder: string;
  const path = process.env.PATH;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unstale-ssh-'));
    process.env.PATH = folder + delimiter + (path ?? '');
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true });
  });

  /** Puts a program called ssh before the real one. */
  async function pretendSsh(script: string): Promise<void> {
    await writeFile(join(folder, 'ssh'), script);
    await chmod(join(folder, 'ssh'), 0o755);
  }

  const bridge = () => `#!${process.execPath}
const socket = require('node:net').connect(${JSON.stringify(stub.socketPath)});
require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'log'))}, process.argv.slice(2).join(' ') + '\\n');
process.stdin.pipe(socket).pipe(process.stdout);
`;

  it('is asked through the user’s own ssh, over one connection for questions that follow each other', async () => {
    await pretendSsh(bridge());
    const engine = connectEngine(endpointAt('ssh://me@host'), { timeoutMs: 5000 });
    expect((await engine.version()).version).toMatch(/^28\.5/);
    expect(await engine.containers()).toHaveLength(1);
    engine.close();
    expect(await readFile(join(folder, 'log'), 'utf8')).toBe(
      '-o ConnectTimeout=30 -T -l me -- host docker system dial-stdio\n',
    );
    await expect.poll(() => stub.connections()).toBe(0);
  });

  it('has its program ended when the question is given up', async () => {
    await pretendSsh(bridge());
    stub.behave({ kind: 'hang' });
    const engine = connectEngine(endpointAt('ssh://host'), { timeoutMs: 600 });
    expect(await failure(engine.version())).toContain('timed-out: ');
    await expect.poll(() => stub.connections()).toBe(0);
  });

  it('that cannot be reached is told in the last words of ssh', async () => {
    await pretendSsh(
      '#!/bin/sh\necho "Warning: one" >&2; echo "me@host: Permission denied (publickey)." >&2; exit 255\n',
    );
    const engine = connectEngine(endpointAt('ssh://me@host'), { timeoutMs: 5000 });
    expect(await failure(engine.version())).toBe(
      'unreachable: ssh did not connect to the Docker Engine at ssh://me@host (--host): me@host: Permission denied (publickey).',
    );
  });

  it('is told to lack ssh where there is none', async () => {
    process.env.PATH = folder;
    const engine = connectEngine(endpointAt('ssh://host'), { timeoutMs: 5000 });
    expect(await failure(engine.version())).toBe(
      'unreachable: ssh did not connect to the Docker Engine at ssh://host (--host): spawn ssh ENOENT',
    );
  });
});

describe('an engine behind TLS', () => {
  let server: Server;
  let ca: Buffer;
  let port: number;

  beforeEach(async () => {
    const read = (name: string) => readFile(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url));
    ca = await read('cert');
    server = createTlsServer({ key: await read('key'), cert: ca }, (socket) => {
      const engine: Socket = connect(stub.socketPath);
      for (const side of [socket, engine]) side.on('error', () => undefined);
      socket.pipe(engine).pipe(socket);
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const ask = async (host: string, tls: Endpoint['tls']) => {
    const engine = connectEngine(endpointAt(`tcp://${host}:${port}`, { tls }), { timeoutMs: 5000 });
    const result = await engine.version().then(
      ({ apiVersion }) => apiVersion,
      (error: unknown) => failure(Promise.reject(error as Error)),
    );
    engine.close();
    return result;
  };

  it('is asked when its certificate is signed by the given authority for this host', async () => {
    expect(await ask('localhost', { ca, skipVerify: false })).toBe('1.51');
  });

  it('is not trusted without that authority, nor under another name', async () => {
    expect(await ask('localhost', { skipVerify: false })).toContain('unreachable: The TLS connection');
    expect(await ask('127.0.0.1', { ca, skipVerify: false })).toContain('unreachable: The TLS connection');
  });

  it('is trusted anyway where the context says so', async () => {
    expect(await ask('127.0.0.1', { skipVerify: true })).toBe('1.51');
  });

  it('cannot be asked with a key that is none', async () => {
    expect(await ask('localhost', { key: Buffer.from('x'), skipVerify: false })).toContain('unreachable: ');
  });
});
