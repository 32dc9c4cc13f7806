import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../client/src/docker/engine.ts';
import { PROBE_LABEL, sweepProbes } from '../../../client/src/docker/probe.ts';
import { type EngineStub, type Trouble } from '../../support/engine-stub.ts';
import { startStubbedEngine } from '../../support/stubbed-engine.ts';

let stub: EngineStub;
let engine: Engine;
let stop: () => Promise<void>;

beforeEach(async () => {
  ({ stub, engine, stop } = await startStubbedEngine('1.51', 2_000));
});
afterEach(() => stop());

const created: Trouble = { kind: 'answer', only: '/containers/create', body: '{"Id":"abc","Warnings":[]}' };
const removals = () => stub.asked.filter(({ method }) => method === 'DELETE');
const creations = () => stub.asked.filter(({ path }) => path === '/containers/create');

describe('a probe', () => {
  it('is created without network, with a tmpfs for each volume, and labelled with the time', async () => {
    stub.behave(created);
    expect(await engine.createProbe('shop', ['/data', '/', 'odd'])).toBe('abc');
    const body = JSON.parse(creations()[0]?.body ?? '') as { Labels: Record<string, string> };
    expect(body).toEqual({
      Image: 'shop',
      Cmd: ['x'],
      NetworkDisabled: true,
      Labels: { [PROBE_LABEL]: expect.any(String) as string },
      HostConfig: { Tmpfs: { '/data': '' } },
    });
    expect(Math.abs(Date.now() - Date.parse(body.Labels[PROBE_LABEL] ?? ''))).toBeLessThan(60_000);
  });

  it('is removed with its volumes, and never by force', async () => {
    stub.behave({ kind: 'answer', only: '/containers/abc', body: '' });
    await engine.removeProbe('abc');
    expect(removals()[0]).toMatchObject({ path: '/containers/abc' });
    expect([...(removals()[0]?.query ?? [])]).toEqual([['v', 'true']]);
  });

  it('that is gone already is removed', async () => {
    await expect(engine.removeProbe('gone')).resolves.toBeUndefined();
  });

  it('that is being removed is removed, but a container that runs is not', async () => {
    const inspected = (Status: string): Trouble => ({
      kind: 'answer',
      only: '/containers/abc/json',
      body: JSON.stringify({ Id: 'abc', State: { Status } }),
    });
    const conflict: Trouble = { kind: 'status', only: '/containers/abc', status: 409, message: 'in the way' };
    stub.behave(inspected('removing'), conflict);
    await expect(engine.removeProbe('abc')).resolves.toBeUndefined();
    stub.behave(inspected('running'), conflict);
    await expect(engine.removeProbe('abc')).rejects.toMatchObject({ reason: 'conflict' });
  });

  it('of an image that is gone is not created, and nothing has to be removed', async () => {
    stub.behave({ kind: 'status', only: '/containers/create', status: 404, message: 'No such image: shop' });
    await expect(engine.createProbe('shop', [])).rejects.toMatchObject({ reason: 'not-found' });
    engine.close();
    expect(removals()).toHaveLength(0);
  });

  it('is removed when its asker gave up while it was being created', async () => {
    stub.behave({ kind: 'slow', only: '/_ping', milliseconds: 0 }, created);
    await engine.version();
    const asker = new AbortController();
    const creating = engine.createProbe('shop', [], { signal: asker.signal });
    asker.abort();
    await expect(creating).rejects.toMatchObject({ reason: 'cancelled' });
    await expect.poll(() => removals().map(({ path }) => path)).toEqual(['/containers/abc']);
  });

  it('is removed by its name when the answer with its ID never came, also after the engine was closed', async () => {
    stub.behave({ kind: 'hang', only: '/containers/create' });
    await expect(engine.createProbe('shop', [])).rejects.toMatchObject({ reason: 'timed-out' });
    engine.close();
    const name = creations()[0]?.query.get('name') ?? '';
    expect(name).toMatch(/^unstale-probe-[0-9a-f]{16}$/);
    await expect.poll(() => removals().map(({ path }) => path)).toEqual([`/containers/${name}`]);
  });

  it('that a killed process left behind is swept up after a minute, and nothing else', async () => {
    const now = Date.parse('2026-01-01T12:00:00Z');
    const probe = (Id: string, time: string) => ({ Id, Names: [], Labels: { [PROBE_LABEL]: time }, Mounts: [] });
    const list = [probe('old', '2026-01-01T11:58:59Z'), probe('new', '2026-01-01T11:59:30Z'), probe('odd', 'soon')];
    stub.behave({ kind: 'answer', only: '/containers/json', body: JSON.stringify(list) });
    expect(await sweepProbes(engine, {}, now)).toBe(1);
    expect(removals().map(({ path }) => path)).toEqual(['/containers/old']);
    expect(stub.asked.find(({ path }) => path === '/containers/json')?.query.get('filters')).toBe(
      JSON.stringify({ label: [PROBE_LABEL], status: ['created'] }),
    );
  });
});

describe('the archive of a container', () => {
  it('ends with the failure, and its connection with it, when the time is over in the middle', async () => {
    stub.behave({ kind: 'cut', only: '/archive' });
    const archive = await engine.archive('web', '/app');
    await expect(archive.toArray()).rejects.toMatchObject({ reason: 'broken-answer' });
    expect(stub.asked.at(-1)?.query.get('path')).toBe('/app');
  });

  it('ends when the asker gives up in the middle', async () => {
    stub.behave({ kind: 'drip', only: '/archive' });
    const asker = new AbortController();
    const archive = await engine.archive('web', '/app', { signal: asker.signal });
    setTimeout(() => asker.abort(), 50);
    await expect(archive.toArray()).rejects.toMatchObject({ reason: 'cancelled' });
    await expect.poll(() => stub.connections()).toBe(0);
  });

  it('ends when its reader has had enough', async () => {
    stub.behave({ kind: 'drip', only: '/archive' });
    (await engine.archive('web', '/app')).destroy();
    await expect.poll(() => stub.connections()).toBe(0);
  });

  it('is bounded in time as a whole', async () => {
    stub.behave({ kind: 'drip', only: '/archive' });
    await expect((await engine.archive('web', '/app')).toArray()).rejects.toMatchObject({ reason: 'timed-out' });
  });
});

describe('a program run in a container', () => {
  const frame = (stream: number, content: string): Buffer => {
    const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32BE(Buffer.byteLength(content), 4);
    return Buffer.concat([header, Buffer.from(content)]);
  };
  const run = (output: Buffer, state: object = { Running: false, ExitCode: 3 }, limit = 1000) => {
    stub.behave(
      { kind: 'answer', only: '/containers/web/exec', body: '{"Id":"run"}' },
      { kind: 'answer', only: '/exec/run/start', body: output },
      { kind: 'answer', only: '/exec/run/json', body: JSON.stringify(state) },
    );
    return engine.exec('web', ['cat', '/etc/a b'], { limit });
  };

  it('gives its exit code and both outputs apart, however they are framed', async () => {
    const output = Buffer.concat([frame(1, 'one '), frame(2, 'oh'), frame(1, ''), frame(1, 'two')]);
    expect(await run(output)).toEqual({ exitCode: 3, stdout: Buffer.from('one two'), stderr: 'oh' });
    expect(stub.asked.find(({ path }) => path.endsWith('/web/exec'))?.body).toBe(
      '{"AttachStdout":true,"AttachStderr":true,"Tty":false,"Cmd":["cat","/etc/a b"]}',
    );
  });

  it('has no more of its output kept than was asked for', async () => {
    const { stdout } = await run(Buffer.concat([frame(1, 'abc'), frame(1, 'def')]), undefined, 4);
    expect(stdout.toString()).toBe('abcd');
  });

  it.each([
    ['ends inside a frame', Buffer.concat([frame(1, 'abc')]).subarray(0, 9)],
    ['ends inside a header', Buffer.from([1, 0, 0])],
    ['is not framed', Buffer.from('plain text, no frames')],
  ])('has no result when its output %s', async (_how, output) => {
    await expect(run(output)).rejects.toMatchObject({ reason: 'broken-answer' });
  });

  it('has no result when it goes on after its output has ended', async () => {
    await expect(run(frame(1, 'a'), { Running: true, ExitCode: null })).rejects.toMatchObject({
      reason: 'broken-answer',
    });
  });

  it('cannot run in a container that does not', async () => {
    stub.behave({ kind: 'status', status: 409, only: '/exec', message: 'Container web is not running' });
    await expect(engine.exec('web', ['true'])).rejects.toMatchObject({ reason: 'conflict' });
  });
});
