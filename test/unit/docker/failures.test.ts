import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectEngine } from '../../../client/src/docker/dockerode-engine.ts';
import type { Endpoint } from '../../../client/src/docker/endpoint.ts';
import { EngineFailure, type Ask, type Engine } from '../../../client/src/docker/engine.ts';
import { failureOf, type Question } from '../../../client/src/docker/engine-failures.ts';
import { plain } from '../../../core/src/text.ts';
import { readRecording, startEngineStub, type EngineStub, type Recording } from '../../support/engine-stub.ts';

const endpointAt = (host: string, rest: Partial<Endpoint> = {}): Endpoint => ({
  host,
  origin: 'default',
  context: 'default',
  tls: null,
  ...rest,
});

/** Returns the reason and the sentence of the failure that a question must end with. */
async function failureIn(question: Promise<unknown>): Promise<[string, string]> {
  const error: unknown = await question.then(
    () => new Error('no failure'),
    (failure: unknown) => failure,
  );
  if (!(error instanceof EngineFailure)) throw error;
  return [error.reason, plain(error.text)];
}

const failureAt = (endpoint: Endpoint): Promise<[string, string]> =>
  failureIn(connectEngine(endpoint, { timeoutMs: 2000 }).version());

describe('an endpoint where nothing answers', () => {
  it('is one sentence with the real error and how to go on', async () => {
    expect(await failureAt(endpointAt('unix:///nonexistent/docker.sock'))).toEqual([
      'unreachable',
      'No Docker Engine answers at unix:///nonexistent/docker.sock: start it, or choose another context or host (connect ENOENT /nonexistent/docker.sock)',
    ]);
  });

  it('names where the endpoint was read, since that may be the mistake', async () => {
    const endpoint = endpointAt('tcp://127.0.0.1:1', { origin: 'DOCKER_CONTEXT', context: 'office' });
    const [reason, sentence] = await failureAt(endpoint);
    expect(reason).toBe('unreachable');
    expect(sentence).toContain('tcp://127.0.0.1:1 (DOCKER_CONTEXT: office): start it');
    expect(sentence).toContain('(connect ECONNREFUSED 127.0.0.1:1)');
  });

  it.each([
    ['fd://', 'inherited by the engine itself'],
    ['ftp://host', 'not known here'],
    ['ssh://me:secret@host', 'holds a password'],
    ['ssh://-oProxyCommand=id', 'cannot be passed to ssh safely'],
    ['ssh://host/run/$(id).sock', 'cannot be passed to ssh safely'],
    ['tcp://host:99999', 'no valid URL'],
  ])('is refused as %s before anything is run', async (host, words) => {
    const [reason, sentence] = await failureAt(endpointAt(host));
    expect(reason).toBe('unreachable');
    expect(sentence).toContain(words);
    expect(sentence).not.toContain('secret');
  });
});

describe('the errors of the network', () => {
  const never = new AbortController().signal;
  const question: Question = {
    endpoint: endpointAt('unix:///var/run/docker.sock'),
    asked: `GET /containers/${'a'.repeat(64)}/json`,
    timeoutMs: 1000,
    limit: never,
    asker: never,
  };
  const told = (code: string, message = `connect ${code}`) => {
    const failure = failureOf(Object.assign(new Error(message), { code }), question);
    return [failure.reason, plain(failure.text)];
  };

  it('say what to do when the socket may not be opened', () => {
    expect(told('EACCES')).toEqual([
      'not-permitted',
      'Permission denied on the socket of unix:///var/run/docker.sock: connect EACCES. Add your user to its group (mostly “docker”) and sign in again, or use a rootless engine’s context',
    ]);
  });

  it.each([
    ['ENOTFOUND', 'unreachable', 'cannot be found'],
    ['EHOSTUNREACH', 'unreachable', 'cannot be reached'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable', 'The TLS connection'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable', 'The TLS connection'],
    ['HPE_INVALID_CONSTANT', 'broken-answer', 'is no Docker Engine'],
    [
      'ECONNRESET',
      'broken-answer',
      'ended the connection before the end of its answer to GET /containers/aaaaaaaaaaaa/json',
    ],
  ])('%s is %s', (code, reason, words) => {
    expect(told(code)[0]).toBe(reason);
    expect(told(code)[1]).toContain(words);
  });

  it('cannot write to the terminal or fill it', () => {
    const [, sentence = ''] = told('EHOSTUNREACH', `red \u001b[31m\u202e\n${'x'.repeat(5000)}`);
    expect(sentence).toContain('red \\x1b[31m\\u202e xxx');
    expect(sentence.length).toBeLessThan(500);
  });
});

describe('an engine in trouble', () => {
  let recording: Recording;
  let stub: EngineStub;
  let engine: Engine;

  const ask = (options?: Ask) => failureIn(engine.container(recording.container, options));

  beforeEach(async () => {
    recording = await readRecording('1.51');
    stub = await startEngineStub(recording);
    engine = connectEngine(stub.endpoint, { timeoutMs: 300 });
    await engine.version();
  });

  afterEach(async () => {
    engine.close();
    await stub.stop();
  });

  /** Connections are closed a moment after the question has ended. */
  const connectionsEnd = () => expect.poll(() => stub.connections()).toBe(0);

  it('that hangs is given up after the time limit, and its connection closed', async () => {
    stub.behave({ kind: 'hang' });
    expect(await ask()).toEqual([
      'timed-out',
      `The Docker Engine at ${stub.endpoint.host} did not answer within 0.3 s`,
    ]);
    await connectionsEnd();
  });

  it('that is slow but answers in time has answered', async () => {
    stub.behave({ kind: 'slow', milliseconds: 100 });
    expect((await engine.container(recording.container)).Id).toBe(recording.container);
  });

  it('is left alone as soon as the asker gives up', async () => {
    stub.behave({ kind: 'hang' });
    const asker = new AbortController();
    setTimeout(() => asker.abort(), 30);
    expect((await ask({ signal: asker.signal }))[0]).toBe('cancelled');
    await connectionsEnd();
  });

  it('is not asked at all by somebody who has given up already', async () => {
    const before = stub.asked.length;
    expect((await ask({ signal: AbortSignal.abort() }))[0]).toBe('cancelled');
    expect(stub.asked).toHaveLength(before);
  });

  it('that cuts its answer off is not taken for one that answered', async () => {
    stub.behave({ kind: 'cut' });
    const [reason, sentence] = await ask();
    expect(reason).toBe('broken-answer');
    expect(sentence).toContain('ended the connection before the end of its answer to GET /v1.51/containers/');
  });

  it('whose answer is no JSON, or JSON of another kind, gave a broken one', async () => {
    stub.behave({ kind: 'not-json' });
    expect((await ask())[0]).toBe('broken-answer');
    stub.behave({ kind: 'answer', body: '[]' });
    expect(await ask()).toEqual(['broken-answer', expect.stringContaining('an object was expected')]);
    stub.behave({ kind: 'answer', body: '{"Id":"a"}' });
    expect((await ask())[0]).toBe('broken-answer');
    stub.behave({ kind: 'answer', body: '{"message":"hello"}' });
    expect(await failureIn(engine.containers())).toEqual([
      'broken-answer',
      expect.stringContaining('a list was expected'),
    ]);
  });

  it.each([
    [400, 'unsupported'],
    [403, 'not-permitted'],
    [404, 'not-found'],
    [409, 'conflict'],
    [500, 'broken-answer'],
    [301, 'broken-answer'],
  ])('that answers with status %i has its own words repeated', async (status, reason) => {
    stub.behave({ kind: 'status', status, message: 'the engine’s own words' });
    expect(await ask()).toEqual([reason, expect.stringContaining('the engine’s own words')]);
  });

  it('has no file below a file, for which it answers as if it had failed', async () => {
    const message = 'lstat /var/lib/docker/overlay2/ab/merged/etc/passwd/x: not a directory';
    stub.behave({ kind: 'status', status: 500, message });
    expect(await ask()).toEqual(['not-found', expect.stringContaining('not a directory')]);
  });

  it('may lose a container between two questions', async () => {
    stub.behave({ kind: 'vanish', only: '/containers/', after: 1 });
    expect((await engine.container(recording.container)).Id).toBe(recording.container);
    expect(await ask()).toEqual(['not-found', expect.stringContaining('No such container')]);
  });

  it('can be asked again after a failure', async () => {
    stub.behave({ kind: 'hang' });
    await ask();
    stub.behave();
    expect((await engine.container(recording.container)).Id).toBe(recording.container);
  });
});

describe('what is no engine', () => {
  let stub: EngineStub;
  beforeEach(async () => {
    stub = await startEngineStub(await readRecording('1.51'));
  });
  afterEach(() => stub.stop());

  it.each([
    ['another protocol', { kind: 'nonsense' }],
    ['a web server', { kind: 'not-json' }],
    ['a web server that knows no such page', { kind: 'status', status: 404, message: 'not here' }],
    ['an HTTPS server', { kind: 'status', status: 400, message: 'Client sent an HTTP request to an HTTPS server.' }],
  ] as const)('is recognised: %s', async (_name, trouble) => {
    stub.behave(trouble);
    expect(await failureAt(stub.endpoint)).toEqual(['broken-answer', expect.stringContaining('is no Docker Engine')]);
  });

  it.each(['http://127.0.0.1:1/', 'strange:thing', 'http://[', '//'])('does not send us on to %s', async (location) => {
    stub.behave({ kind: 'status', status: 302, message: 'moved', location });
    expect(await failureAt(stub.endpoint)).toEqual(['broken-answer', expect.stringContaining('moved')]);
    expect(stub.asked).toHaveLength(1);
  });

  it('is told apart from an engine that is too old', async () => {
    stub.behave({ kind: 'answer', body: 'OK', headers: { 'api-version': '1.39' } });
    expect(await failureAt(stub.endpoint)).toEqual([
      'unsupported',
      `The Docker Engine at ${stub.endpoint.host} speaks API 1.39; 1.40 or later is needed (Docker Engine 19.03)`,
    ]);
  });

  it('is told apart from a newer engine, which is asked in the newest version we know', async () => {
    stub.behave({ kind: 'answer', only: '/_ping', body: 'OK', headers: { 'api-version': '1.99' } });
    const engine = connectEngine(stub.endpoint, { timeoutMs: 2000 });
    expect((await engine.version()).apiVersion).toBe('1.51');
  });

  it('does not keep one asker waiting for another', async () => {
    stub.behave({ kind: 'slow', milliseconds: 200, only: '/_ping' });
    const engine = connectEngine(stub.endpoint, { timeoutMs: 2000 });
    const asker = new AbortController();
    const [given, answered] = [failureIn(engine.version({ signal: asker.signal })), engine.version()];
    asker.abort();
    expect((await given)[0]).toBe('cancelled');
    expect((await answered).apiVersion).toBe('1.51');
    expect(stub.asked.filter(({ path }) => path === '/_ping')).toHaveLength(1);
  });
});
