import { PassThrough, type Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { text } from '../../core/src/text.ts';
import type {
  ChangeJson,
  ContainerSummaryJson,
  HistoryJson,
  ImageJson,
  MountJson,
} from '../../client/src/diagnosis/engine-json.ts';
import { EngineFailure, type Engine, type FailureReason } from '../../client/src/docker/engine.ts';
import { sha256Of } from './sha256.ts';

/** What the engine has. Files are path to content; `inProcess` is what a program in the container reads, by default the archive's. */
export interface FakeState {
  readonly image: string;
  readonly inImage: Readonly<Record<string, string>>;
  readonly inTaggedImage?: Readonly<Record<string, string>>;
  readonly inContainer: Readonly<Record<string, string>>;
  readonly inProcess?: Readonly<Record<string, string>>;
  readonly history: readonly string[];
  readonly mounts?: readonly MountJson[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
  readonly startedAt?: string;
  readonly changes?: readonly ChangeJson[];
}

/** How a call goes wrong: it fails for a reason, or its stream ends early. */
export type Fault = FailureReason | 'cut-stream';

/** An engine in memory. `broken` names the call (counted from 0, `version` first) that goes wrong; `asked` is what was asked. */
export interface FakeEngine extends Engine {
  readonly asked: readonly string[];
  /** Probes that were created and not removed. */
  readonly probes: ReadonlySet<string>;
}

const ownId = `sha256:${'a'.repeat(64)}`;
const taggedId = `sha256:${'b'.repeat(64)}`;

/** The container's ID. */
export const containerId = 'c'.repeat(64);

/** Returns an engine with one container. From call `vanishes` on, the container is not there any more. */
export function fakeEngine(
  state: FakeState,
  broken?: { readonly call: number; readonly fault: Fault },
  vanishes = Infinity,
): FakeEngine {
  const asked: string[] = [];
  const probes = new Set<string>();
  const { inTaggedImage } = state;
  const imageOf = (Id: string): ImageJson & { Config: { Env: null; Cmd: readonly string[] } } => ({
    Id,
    RepoTags: [`${state.image}:latest`],
    RepoDigests: [],
    Created: '2026-01-01T00:00:00Z',
    Architecture: 'amd64',
    Os: 'linux',
    RootFS: { Type: 'layers', Layers: [`layer of ${Id}`] },
    Config: {
      WorkingDir: state.workingFolder ?? '/app',
      Labels: {},
      Volumes: null,
      Env: null,
      Cmd: ['node', 'src/server.js'],
    },
  });
  const fail = (reason: FailureReason, what: string): never => {
    throw new EngineFailure(reason, text('{what}: {reason}', { what, reason }));
  };
  /** Every question passes here: it is noted, and goes wrong when its turn has come. */
  function ask<T>(what: string, answer: () => T, ofContainer = false): Promise<T> {
    const at = asked.push(what) - 1;
    return Promise.resolve().then(() => {
      if (broken?.call === at && broken.fault !== 'cut-stream') fail(broken.fault, what);
      if (ofContainer && at >= vanishes) fail('not-found', 'No such container');
      return answer();
    });
  }
  function filesOf(id: string): Readonly<Record<string, string>> {
    if (id === containerId) return state.inContainer;
    if (!probes.has(id)) fail('not-found', 'No such container');
    return id.startsWith(taggedId) ? (inTaggedImage ?? state.inImage) : state.inImage;
  }
  return {
    asked,
    probes,
    get calls() {
      return asked.length;
    },
    version: () =>
      ask('version', () => ({ version: '28.5.2', apiVersion: '1.51', operatingSystem: 'linux', component: 'Engine' })),
    info: () => ask('info', () => ({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)' })),
    containers: () => ask('containers', () => [summaryOf(state)]),
    container: (id) =>
      ask(
        `container ${id.slice(0, 12)}`,
        () => (id === containerId || probes.has(id) ? containerOf(state) : fail('not-found', 'No such container')),
        id === containerId,
      ),
    image: (name) => ask(`image ${name}`, () => imageOf(name === ownId || !inTaggedImage ? ownId : taggedId)),
    history: (image) =>
      ask(`history ${image}`, () => state.history.map((CreatedBy): HistoryJson => entryOf(CreatedBy))),
    images: () => ask('images', () => []),
    buildCache: () => ask('buildCache', () => []),
    distribution: () => ask('distribution', () => fail('not-found', 'manifest unknown')),
    events: () => ask('events', () => []),
    volume: (Name) => ask(`volume ${Name}`, () => ({ Name, Driver: 'local', Labels: null, Options: null })),
    changes: () => ask('changes', () => [...(state.changes ?? [])], true),
    service: (id) => ask(`service ${id}`, () => fail('not-found', 'No such service')),
    tasks: (id) => ask(`tasks ${id}`, () => []),
    top: () => ask('top', () => ({ Titles: ['PID', 'COMMAND'], Processes: [['1', 'node server.js']] }), true),
    archive: (id, path) => {
      const at = asked.length;
      return ask(
        `archive ${path}`,
        () =>
          archiveOf(filesOf(id), path, broken?.call === at && broken.fault === 'cut-stream') ??
          fail('not-found', `Could not find the file ${path}`),
        id === containerId,
      );
    },
    modifiedAt: (id, path) =>
      ask(
        `modifiedAt ${path}`,
        () => (filesOf(id)[path] === undefined ? fail('not-found', `Could not find the file ${path}`) : 0),
        id === containerId,
      ),
    save: (image) => ask(`save ${image}`, () => fail('unsupported', 'This engine saves no images')),
    exec: (_id, [program = '', path = '']) =>
      ask(
        `exec ${program}`,
        () => {
          const content = (state.inProcess ?? state.inContainer)[path];
          const stdout = content === undefined ? '' : `${sha256Of(content)}  ${path}\n`;
          const stderr = content === undefined ? `sha256sum: ${path}: No such file or directory` : '';
          return {
            exitCode: content === undefined ? 1 : 0,
            stdout: Buffer.from(program === 'cat' ? (content ?? '') : stdout),
            stderr,
          };
        },
        true,
      ),
    createProbe: (image) =>
      ask('createProbe', () => {
        const id = `${image}-probe-${asked.length}`;
        probes.add(id);
        return id;
      }),
    // It is removed even when the answer says otherwise: only asking for it counts here.
    removeProbe: (id) => {
      probes.delete(id);
      return ask('removeProbe', () => undefined);
    },
    close: () => undefined,
  };
}

const entryOf = (CreatedBy: string): HistoryJson => ({
  Id: '<missing>',
  Created: Date.UTC(2026, 0, 1) / 1000,
  CreatedBy,
  Size: 1,
  Comment: 'buildkit.dockerfile.v0',
});

const summaryOf = ({ image, mounts = [], labels = {} }: FakeState): ContainerSummaryJson => ({
  Id: containerId,
  Names: ['/shop-web-1'],
  Image: image,
  ImageID: ownId,
  Created: 1,
  State: 'running',
  Status: 'Up 1 minute',
  Labels: labels,
  Mounts: mounts,
});

const containerOf = ({ image, mounts = [], labels = {}, workingFolder = '/app', startedAt }: FakeState) => ({
  Id: containerId,
  Name: '/shop-web-1',
  Created: '2026-01-01T00:00:00Z',
  Image: ownId,
  State: {
    Status: 'running',
    Running: true,
    StartedAt: startedAt ?? new Date(Date.now() + 60_000).toISOString(),
    Pid: 7,
  },
  Config: { Image: image, WorkingDir: workingFolder, Labels: labels, Volumes: null },
  HostConfig: { Binds: null, Tmpfs: null, Mounts: null },
  Mounts: mounts,
  Path: 'node',
  Args: ['server.js'],
});

/** Returns a tar of a file or folder, as the engine sends it; null where there is none. A cut one ends in the middle of its content. */
function archiveOf(files: Readonly<Record<string, string>>, path: string, isCut: boolean): Readable | null {
  const found = Object.entries(files).filter(([each]) => each === path || each.startsWith(`${path}/`));
  if (found.length === 0) return null;
  const packed = pack();
  const parent = path.slice(0, path.lastIndexOf('/') + 1);
  for (const [each, content] of found)
    packed.entry({ name: each.slice(parent.length), mtime: new Date(Date.UTC(2026, 0, 1)) }, content);
  packed.finalize();
  const stream = new PassThrough();
  if (isCut) stream.end((packed.read() as Buffer).subarray(0, 300));
  else packed.pipe(stream);
  return stream;
}
