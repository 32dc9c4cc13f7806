import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Endpoint, EndpointInput } from '../../../client/src/docker/endpoint.ts';
import { normalizeHost } from '../../../client/src/docker/parse-host.ts';
import { resolveEndpoint } from '../../../client/src/docker/resolve-endpoint.ts';
import { plain } from '../../../core/src/text.ts';

let home: string;
let config: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'unstale-home-'));
  config = join(home, '.docker');
  await mkdir(config);
});
afterEach(() => rm(home, { recursive: true }));

/** The bytes that `docker context create NAME --docker host=HOST` of docker CLI 28.2.2 writes, at the place where it does. */
async function storeContext(name: string, host: string, skipTlsVerify = false): Promise<string> {
  const id = createHash('sha256').update(name).digest('hex');
  const folder = join(config, 'contexts', 'meta', id);
  await mkdir(folder, { recursive: true });
  const docker = { Host: host, SkipTLSVerify: skipTlsVerify };
  await writeFile(join(folder, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }));
  return id;
}

function resolve(input: Partial<EndpointInput> = {}): Endpoint | string {
  const result = resolveEndpoint({ environment: {}, homeFolder: home, platform: 'linux', ...input });
  return 'problem' in result ? plain(result.problem) : result.endpoint;
}

describe('the endpoint', () => {
  beforeEach(async () => {
    await storeContext('b-unix', 'unix:///tmp/nope.sock');
    await storeContext('b-tcp', 'tcp://127.0.0.1:1');
  });

  // Each row was played with docker CLI 28.2.2 and 28.5.2, `docker ps` naming the engine it could not reach.
  it.each([
    ['nothing said', {}, {}, 'unix:///var/run/docker.sock', 'default'],
    ['--host', { hostFlag: 'unix:///f' }, { DOCKER_CONTEXT: 'b-unix' }, 'unix:///f', '--host'],
    ['--host over DOCKER_HOST', { hostFlag: 'unix:///f' }, { DOCKER_HOST: 'unix:///e' }, 'unix:///f', '--host'],
    [
      '--context over DOCKER_HOST',
      { contextFlag: 'b-unix' },
      { DOCKER_HOST: 'unix:///e' },
      'unix:///tmp/nope.sock',
      '--context',
    ],
    [
      'DOCKER_HOST over DOCKER_CONTEXT',
      {},
      { DOCKER_HOST: 'unix:///e', DOCKER_CONTEXT: 'b-unix' },
      'unix:///e',
      'DOCKER_HOST',
    ],
    ['DOCKER_CONTEXT', {}, { DOCKER_CONTEXT: 'b-tcp' }, 'tcp://127.0.0.1:1', 'DOCKER_CONTEXT'],
    [
      '--context default reads DOCKER_HOST',
      { contextFlag: 'default' },
      { DOCKER_HOST: 'unix:///e' },
      'unix:///e',
      'DOCKER_HOST',
    ],
    ['DOCKER_CONTEXT=default', {}, { DOCKER_CONTEXT: 'default' }, 'unix:///var/run/docker.sock', 'DOCKER_CONTEXT'],
    [
      'empty flags and variables',
      { hostFlag: '', contextFlag: '' },
      { DOCKER_HOST: '', DOCKER_CONTEXT: '' },
      'unix:///var/run/docker.sock',
      'default',
    ],
  ] as const)('is the docker CLI’s: %s', (_name, flags, environment, host, origin) => {
    expect(resolve({ ...flags, environment })).toMatchObject({ host, origin, tls: null });
  });

  it('is the current context’s where nothing else is said', async () => {
    await writeFile(join(config, 'config.json'), '{"currentContext":"b-tcp"}');
    expect(resolve()).toEqual({ host: 'tcp://127.0.0.1:1', origin: 'currentContext', context: 'b-tcp', tls: null });
    expect(resolve({ environment: { DOCKER_CONTEXT: 'default' } })).toMatchObject({ context: 'default' });
  });

  it('is read below DOCKER_CONFIG', async () => {
    const elsewhere = join(home, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'config.json'), '{"currentContext":"there"}');
    expect(resolve({ environment: { DOCKER_CONFIG: elsewhere } })).toContain('There is no Docker context “there”');
  });

  it('is a named pipe on Windows', () => {
    expect(resolve({ platform: 'win32' })).toMatchObject({ host: 'npipe:////./pipe/docker_engine' });
  });

  it('of a context without a host is the default one', async () => {
    await storeContext('hostless', '');
    expect(resolve({ contextFlag: 'hostless' })).toMatchObject({ host: 'unix:///var/run/docker.sock' });
  });
});

describe('an endpoint that cannot be resolved is one sentence, and never another engine:', () => {
  it('two flags that contradict each other', () => {
    expect(resolve({ hostFlag: 'y', contextFlag: 'x' })).toBe(
      '--host and --context cannot be given together: either names an engine',
    );
  });

  it('an unknown context', () => {
    const file = join(
      config,
      'contexts/meta/806fa28dc2ea0084c31fdd36efe5853804e8b573bae351792af8775cfd2af744/meta.json',
    );
    expect(resolve({ environment: { DOCKER_CONTEXT: 'nonexist' } })).toBe(
      `There is no Docker context “nonexist” (DOCKER_CONTEXT): ${file} does not exist`,
    );
  });

  it('a context’s file that is no JSON', async () => {
    const id = await storeContext('broken', 'tcp://h:1');
    const file = join(config, 'contexts/meta', id, 'meta.json');
    await writeFile(file, '{broken');
    expect(resolve({ contextFlag: 'broken' })).toBe(`${file} is not valid JSON: SyntaxError`);
  });

  it('a context for another orchestrator only', async () => {
    const id = await storeContext('other', 'tcp://h:1');
    const file = join(config, 'contexts/meta', id, 'meta.json');
    await writeFile(file, '{"Name":"other","Endpoints":{}}');
    expect(resolve({ contextFlag: 'other' })).toBe(`The Docker context “other” has no docker endpoint in ${file}`);
  });

  it('a config.json that is no JSON, whose content is not repeated, since it may hold passwords', async () => {
    await writeFile(join(config, 'config.json'), '{"auths": s3cret');
    expect(resolve()).toBe(`${join(config, 'config.json')} is not valid JSON: SyntaxError`);
    expect(resolve({ hostFlag: 'unix:///f' })).toMatchObject({ host: 'unix:///f' });
  });

  it('a config.json that is a folder', async () => {
    await mkdir(join(config, 'config.json'));
    expect(resolve()).toBe(`${join(config, 'config.json')} is not a regular file`);
  });
});

describe('TLS', () => {
  it('of a context comes with its own files', async () => {
    const id = await storeContext('secure', 'tcp://h:2376');
    const folder = join(config, 'contexts/tls', id, 'docker');
    await mkdir(folder, { recursive: true });
    for (const name of ['ca', 'cert', 'key']) await writeFile(join(folder, `${name}.pem`), name);
    expect(resolve({ contextFlag: 'secure' })).toMatchObject({
      tls: { ca: Buffer.from('ca'), cert: Buffer.from('cert'), key: Buffer.from('key'), skipVerify: false },
    });
  });

  it('of a context may go without verification and without files', async () => {
    await storeContext('lax', 'tcp://h:2376', true);
    expect(resolve({ contextFlag: 'lax' })).toMatchObject({ tls: { skipVerify: true } });
  });

  it.each([
    ['DOCKER_TLS_VERIFY', false],
    ['DOCKER_TLS', true],
  ])('is switched on by %s, whatever its value', async (variable, skipVerify) => {
    await writeFile(join(home, 'ca.pem'), 'ca');
    expect(resolve({ environment: { [variable]: '0', DOCKER_CERT_PATH: home } })).toMatchObject({
      host: 'tcp://localhost:2376',
      tls: { ca: Buffer.from('ca'), skipVerify },
    });
  });

  it('from the environment needs a certificate authority', () => {
    expect(resolve({ environment: { DOCKER_TLS: '1', DOCKER_HOST: 'tcp://h:1' } })).toBe(
      `${join(config, 'ca.pem')} cannot be read: ENOENT`,
    );
  });
});

// What `DOCKER_HOST=… docker context inspect default` of docker CLI 28.2.2 and 28.5.2 shows as host; null: it refuses.
it.each([
  ['', 'unix:///var/run/docker.sock'],
  ['unix://', 'unix:///var/run/docker.sock'],
  ['unix:///x', 'unix:///x'],
  ['tcp://', 'tcp://localhost:2375'],
  ['tcp://h', 'tcp://h:2375'],
  ['tcp://h:1', 'tcp://h:1'],
  ['h:1', 'tcp://h:1'],
  ['h', 'tcp://h:2375'],
  [':5', 'tcp://localhost:5'],
  ['[::1]:3', 'tcp://[::1]:3'],
  ['tcp://[::1]', null],
  ['tcp://h:1/path', 'tcp://h:1/path'],
  ['npipe://', 'npipe:////./pipe/docker_engine'],
  ['npipe:////./pipe/x', 'npipe:////./pipe/x'],
  ['ssh://u@h', 'ssh://u@h'],
  ['ssh://-oProxyCommand=x', 'ssh://-oProxyCommand=x'],
  ['fd://', 'fd://'],
  ['http://h:1', null],
  ['https://h', null],
  ['unix://a://b', null],
  [' tcp://h:1 ', 'tcp://h:1'],
  ['tcp://u@h:1', 'tcp://h:1'],
  ['tcp://h:1?x', 'tcp://h:1'],
  ['tcp://h:99999', 'tcp://h:99999'],
  ['/var/run/x', 'tcp://localhost:2375/var/run/x'],
])('the host “%s” is read as the docker CLI reads it', (given, expected) => {
  const read = normalizeHost(given, { prefersTls: false, platform: 'linux' });
  expect('problem' in read ? null : read.host).toBe(expected);
});
