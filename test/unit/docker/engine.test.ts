import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectEngine } from '../../../client/src/docker/dockerode-engine.ts';
import type { Engine } from '../../../client/src/docker/engine.ts';
import { readRecording, startEngineStub, type EngineStub, type Recording } from '../../support/engine-stub.ts';
import { startStubbedEngine } from '../../support/stubbed-engine.ts';

describe.each(['1.41', '1.51'] as const)('an engine of API %s', (apiVersion) => {
  let recording: Recording;
  let stub: EngineStub;
  let engine: Engine;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    ({ recording, stub, engine, stop } = await startStubbedEngine(apiVersion, 2000));
  });

  afterEach(() => stop());

  it('is not asked anything before the first question', async () => {
    expect(engine.calls).toBe(0);
    expect(await stub.connections()).toBe(0);
  });

  it('is asked in its own API version, which is agreed upon once, and every request is counted', async () => {
    await Promise.all([engine.container(recording.container), engine.changes(recording.container)]);
    expect(stub.asked.map(({ path, version }) => `${version} ${path}`).sort()).toEqual([
      ' /_ping',
      `${apiVersion} /containers/${recording.container}/changes`,
      `${apiVersion} /containers/${recording.container}/json`,
    ]);
    expect(engine.calls).toBe(3);
  });

  it('says which version it is', async () => {
    const version = apiVersion === '1.41' ? /^20\.10/ : /^28\.5/;
    expect(await engine.version()).toEqual({
      version: expect.stringMatching(version) as string,
      apiVersion,
      operatingSystem: 'linux',
      component: 'Engine',
    });
  });

  it('gives its own JSON, under its own names', async () => {
    const [summary] = await engine.containers({ label: ['team=shop'] });
    expect(summary).toMatchObject({ Id: recording.container, Names: ['/recorded'], Labels: { team: 'shop' } });
    const container = await engine.container(recording.container);
    expect(container).toMatchObject({ Name: '/recorded', Image: recording.image, Mounts: [{ Destination: '/data' }] });
    expect(await engine.image(recording.image)).toMatchObject({ Id: recording.image, Os: 'linux' });
    expect((await engine.history(recording.image))[0]).toMatchObject({ Size: 0 });
    expect(await engine.volume(recording.volume)).toMatchObject({ Name: recording.volume, Driver: 'local' });
    expect(await engine.changes(recording.container)).toContainEqual({ Path: '/new.txt', Kind: 1 });
    expect((await engine.top(recording.container, '-eo pid,args')).Processes).toHaveLength(1);
  });

  it('is asked for stopped containers too, with filters in the API’s form', async () => {
    await engine.containers({ label: ['team=shop'] });
    const query = stub.asked.at(-1)?.query;
    expect(query?.get('all')).toBe('true');
    expect(query?.get('filters')).toBe('{"label":["team=shop"]}');
  });

  it('is asked for manifests only where it knows them', async () => {
    await engine.image(recording.image, { manifests: true });
    expect(stub.asked.at(-1)?.query.get('manifests')).toBe(apiVersion === '1.41' ? null : 'true');
  });

  it('gives empty lists and maps where the engine writes null or nothing', async () => {
    stub.behave({ kind: 'answer', only: '/changes', body: 'null' });
    expect(await engine.changes('web')).toEqual([]);
    stub.behave({ kind: 'answer', only: '/top', body: '{"Titles":["PID"],"Processes":null}' });
    expect(await engine.top('web', '')).toEqual({ Titles: ['PID'], Processes: [] });
    stub.behave({ kind: 'answer', only: '/containers/json', body: '[{"Id":"a","Names":null,"Mounts":null}]' });
    expect(await engine.containers()).toEqual([{ Id: 'a', Names: [], Labels: {}, Mounts: [] }]);
    stub.behave({ kind: 'answer', only: '/images/', body: '{"Id":"a","RepoTags":null,"Config":{}}' });
    expect(await engine.image('a')).toEqual({
      Id: 'a',
      RepoTags: [],
      RepoDigests: [],
      RootFS: {},
      Config: { WorkingDir: '', Labels: {}, Volumes: null },
    });
  });

  it('cannot be asked another question by a strange name', async () => {
    await expect(engine.container('../images')).rejects.toMatchObject({ reason: 'not-found' });
    expect(stub.asked.at(-1)?.path).toBe('/containers/../images/json');
    await expect(engine.container('..')).rejects.toMatchObject({ reason: 'not-found' });
    await expect(engine.image('')).rejects.toMatchObject({ reason: 'not-found' });
    await expect(engine.image('a/../b')).rejects.toMatchObject({ reason: 'not-found' });
    await engine.image('a?manifests=1').catch(() => undefined);
    expect(stub.asked.at(-1)).toMatchObject({ path: '/images/a?manifests=1/json' });
    expect(stub.asked.at(-1)?.query.size).toBe(0);
  });

  it('is asked where it was said to be, whatever DOCKER_HOST says', async () => {
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = 'tcp://127.0.0.1:1';
    try {
      const other = connectEngine(stub.endpoint, { timeoutMs: 2000 });
      expect((await other.version()).apiVersion).toBe(apiVersion);
      expect(process.env.DOCKER_HOST).toBe('tcp://127.0.0.1:1');
    } finally {
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
    }
  });
});

describe('an engine behind tcp', () => {
  it('is asked with its host and port, below the path of a proxy', async () => {
    const stub = await startEngineStub(await readRecording('1.51'), 'tcp');
    const engine = connectEngine({ ...stub.endpoint, host: `${stub.endpoint.host}/proxied` }, { timeoutMs: 2000 });
    await expect(engine.version()).rejects.toMatchObject({ reason: 'broken-answer' });
    expect(stub.asked[0]).toMatchObject({ path: '/proxied/_ping', headers: { host: stub.endpoint.host.slice(6) } });
    engine.close();
    await stub.stop();
  });
});
