import { createHash, randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectEngine } from '../../client/src/docker/dockerode-engine.ts';
import type { Engine } from '../../client/src/docker/engine.ts';
import { PROBE_LABEL, sweepProbes } from '../../client/src/docker/probe.ts';
import { readArchive, readFileBytes } from '../../client/src/docker/read-archive.ts';
import { readEngines } from '../env/machine.ts';
import { run } from '../support/docker-cli.ts';

// Every question of the `Engine` interface, asked of the engines that UNSTALE_ENGINES names (test/env/engines.sh prints it).
const engines = readEngines(process.env.UNSTALE_ENGINES);
const busybox = process.env.UNSTALE_BUSYBOX || '/usr/bin/busybox';
const dockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
ENV PATH=/bin
COPY app.txt /app/app.txt
RUN mkdir /data && echo from the image > /data/kept.txt
VOLUME /data
CMD ["sleep", "86400"]
`;
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

if (engines.length === 0) it.skip('an engine is there to be asked (UNSTALE_ENGINES)', () => undefined);

describe.each(engines)('$name', ({ name, host }) => {
  const endpoint = { host, origin: '--host', context: 'default', tls: null } as const;
  const tag = `unstale-live-engine-${randomBytes(4).toString('hex')}`;
  let folder: string;
  let engine: Engine;
  let container: string;
  let image: string;
  let docker: (...words: string[]) => Promise<string>;
  const readText = async (path: string, id = container) =>
    (await readFileBytes(await engine.archive(id, path), 100)).toString();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `${tag}-`));
    docker = (...words) => run({ folder, environment: { ...process.env, DOCKER_HOST: host } }, 'docker', words);
    await copyFile(busybox, join(folder, 'busybox'));
    await chmod(join(folder, 'busybox'), 0o755);
    await writeFile(join(folder, 'app.txt'), 'the app\n');
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    await docker('build', '-q', '-t', tag, '.');
    const command = ['sh', '-c', 'echo new > /new.txt; echo changed > /data/kept.txt; exec sleep 86400'];
    await docker('run', '-d', '--name', tag, '--label', `team=${tag}`, tag, ...command);
    engine = connectEngine(endpoint, { timeoutMs: 30_000 });
    ({ Id: container, Image: image } = await engine.container(tag));
    // Its program writes its files a moment after its start.
    await vi.waitFor(async () => expect(await readText('/data/kept.txt')).toBe('changed\n'), 10_000);
  });

  afterAll(async () => {
    await docker('rm', '-f', '-v', tag);
    // The image that the container was created from may have lost its tag, or be gone.
    await docker('rmi', '-f', tag, image).catch(() => undefined);
    await rm(folder, { recursive: true });
    engine.close();
  });

  it('says what it is', async () => {
    const version = await engine.version();
    expect(version).toMatchObject({ operatingSystem: 'linux', component: 'Engine' });
    expect(version.version).toBe(await docker('version', '--format', '{{.Server.Version}}'));
    expect(version.apiVersion).toBe(version.version.startsWith('20.') ? '1.41' : '1.51');
  });

  it('finds a container by label, and shows it as docker inspect does', async () => {
    const [summary, ...others] = await engine.containers({ label: [`team=${tag}`] });
    expect(others).toEqual([]);
    expect(summary).toMatchObject({ Id: container, State: 'running', Names: [`/${tag}`], Labels: { team: tag } });
    const inspected = (await engine.container(container)) as unknown as Record<string, unknown>;
    const [shown] = JSON.parse(await docker('inspect', container)) as Record<string, unknown>[];
    for (const field of ['Id', 'Name', 'Image', 'State', 'Mounts']) expect(inspected[field]).toEqual(shown?.[field]);
  });

  it('shows the image, its history and its volume', async () => {
    const shown = await engine.image(tag, { manifests: true });
    expect(shown).toMatchObject({ RepoTags: [`${tag}:latest`], Os: 'linux' });
    expect(shown.Config.Volumes).toEqual({ '/data': {} });
    expect(shown.Manifests?.some(({ Kind }) => Kind === 'image') ?? false).toBe(name.includes('containerd'));
    const history = await engine.history(shown.Id);
    expect(history.map(({ CreatedBy }) => CreatedBy).join('\n')).toContain('/app/app.txt');
    const mounted = (await engine.container(container)).Mounts[0]?.Name ?? '';
    expect(await engine.volume(mounted)).toMatchObject({ Name: mounted, Driver: 'local' });
  });

  it('shows what the container wrote and what runs in it', async () => {
    expect(await engine.changes(container)).toContainEqual({ Path: '/new.txt', Kind: 1 });
    const { Titles, Processes } = await engine.top(container, '-eo pid,args');
    expect(Titles).toEqual(['PID', 'COMMAND']);
    expect(Processes.map((process) => process[1])).toEqual(['sleep 86400']);
  });

  it('gives files with their content, one or a tree', async () => {
    const { entries } = await readArchive(await engine.archive(container, '/app'), () => true);
    expect(entries.map((entry) => [entry.name, entry.type, entry.sha256])).toEqual([
      ['app', 'directory', null],
      ['app/app.txt', 'file', sha256('the app\n')],
    ]);
    expect(await readText('/data/kept.txt')).toBe('changed\n');
    const root = await readArchive(await engine.archive(container, '/'), (entry) => entry === 'app/app.txt');
    expect(root.entries.map(({ sha256 }) => sha256)).toEqual([sha256('the app\n')]);
    await expect(engine.archive(container, '/nowhere')).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('runs a program, its output apart and bounded', async () => {
    const words = ['sh', '-c', 'echo "$1"; echo oh >&2; exit 3', 'sh', 'a  b $HOME'];
    expect(await engine.exec(container, words)).toEqual({
      exitCode: 3,
      stdout: Buffer.from('a  b $HOME\n'),
      stderr: 'oh\n',
    });
    const much = await engine.exec(container, ['head', '-c', '3000000', '/dev/zero'], { limit: 1000 });
    expect([much.exitCode, much.stdout.length]).toEqual([0, 1000]);
    expect([126, 127]).toContain((await engine.exec(container, ['no-such-program'])).exitCode);
  });

  it('stops waiting for a program when the asker gives up', async () => {
    const signal = AbortSignal.timeout(300);
    await expect(engine.exec(container, ['sleep', '5'], {}, { signal })).rejects.toMatchObject({ reason: 'cancelled' });
  });

  it('shows the image’s own file below a volume through a probe, which leaves nothing behind', async () => {
    const volumes = await docker('volume', 'ls', '-q');
    const probe = await engine.createProbe((await engine.image(tag)).Id, ['/data']);
    expect((await engine.container(probe)).State.Status).toBe('created');
    expect(await readText('/data/kept.txt', probe)).toBe('from the image\n');
    await expect(engine.exec(probe, ['true'])).rejects.toMatchObject({ reason: 'conflict' });
    await engine.removeProbe(probe);
    await engine.removeProbe(probe);
    await expect(engine.container(probe)).rejects.toMatchObject({ reason: 'not-found' });
    expect((await docker('volume', 'ls', '-q')).split('\n').filter((volume) => !volumes.includes(volume))).toEqual([]);
  });

  it('never removes a running container for a probe', async () => {
    await expect(engine.removeProbe(container)).rejects.toMatchObject({ reason: 'conflict' });
    expect((await engine.container(container)).State.Running).toBe(true);
  });

  it('is left without a probe by an asker who gave up, and by a process that was killed', async () => {
    const ours = async () => (await engine.containers({ label: [PROBE_LABEL], ancestor: [tag] })).map(({ Id }) => Id);
    const asker = new AbortController();
    setTimeout(() => asker.abort(), 5);
    await engine.createProbe(tag, ['/data'], { signal: asker.signal }).then(
      (id) => engine.removeProbe(id),
      () => undefined,
    );
    await expect.poll(ours).toEqual([]);

    const left = await docker('create', '--label', `${PROBE_LABEL}=2020-01-01T00:00:00.000Z`, tag);
    const fresh = await engine.createProbe(tag, ['/data']);
    expect(await sweepProbes(engine)).toBeGreaterThan(0);
    expect(await ours()).toEqual([fresh]);
    expect(left).not.toBe(fresh);
    await engine.removeProbe(fresh);
  });

  it('is answered the same through the docker CLI’s dial-stdio, as over ssh', async () => {
    // A program named ssh that runs the far side's command here.
    await writeFile(join(folder, 'ssh'), '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift 2\nexec "$@"\n');
    await chmod(join(folder, 'ssh'), 0o755);
    const path = process.env.PATH ?? '';
    process.env.PATH = folder + delimiter + path;
    try {
      const far = connectEngine(
        { ...endpoint, host: `ssh://far${host.slice('unix://'.length)}` },
        { timeoutMs: 30_000 },
      );
      expect((await far.container(container)).Id).toBe(container);
      expect((await readFileBytes(await far.archive(container, '/app/app.txt'), 100)).toString()).toBe('the app\n');
      expect((await far.exec(container, ['echo', 'far'])).stdout.toString()).toBe('far\n');
      far.close();
    } finally {
      process.env.PATH = path;
    }
  });

  it('tells of what is not there, of any kind', async () => {
    const questions = [
      engine.container('no-such-container'),
      engine.image('no-such-image:1'),
      engine.history('no-such-image:1'),
      engine.volume('no-such-volume'),
      engine.createProbe('no-such-image:1', []),
    ];
    const outcomes = await Promise.allSettled(questions);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { reason: 'not-found' } });
  });

  it('has no probe of an image that containerd’s store forgot when its tag moved on, though a container runs it', async () => {
    await writeFile(join(folder, 'app.txt'), 'another app\n');
    await docker('build', '-q', '-t', tag, '.');
    const outcome = await engine.createProbe(image, []).then(
      async (id) => (await engine.removeProbe(id), 'created'),
      (error: { reason: string }) => error.reason,
    );
    expect(outcome).toBe(name.includes('containerd') ? 'not-found' : 'created');
    expect((await engine.container(container)).State.Running).toBe(true);
  });
});
