import { text } from '../../core/src/text.ts';
import type { ContainerJson, ImageJson } from '../../client/src/diagnosis/engine-json.ts';
import type {
  AskedEngine,
  BuildPlan,
  Evidence,
  EvidenceKey,
  FileSeen,
  Gathered,
  Snapshot,
} from '../../client/src/diagnosis/evidence.ts';

/** The sha256 of the edited file. */
export const editedSha256 = '3f9a1c'.padEnd(64, '0');
/** The sha256 of what an image had before the edit. */
export const oldSha256 = 'b21c07'.padEnd(64, '1');

const oldImageId = `sha256:${'b5d3'.padEnd(64, '2')}`;
const containerId = 'c0ffee'.padEnd(64, '3');
const hostPath = '/home/ada/shop/src/server.js';
const containerPath = '/app/src/server.js';
const editedMs = Date.UTC(2026, 0, 2, 10);
const builtMs = Date.UTC(2026, 0, 1, 10);

/** Returns evidence as known, with the place it was read. */
export const known = <T>(value: T, from: string): Gathered<T> => ({ is: 'known', value, from });

/** Returns evidence that could not be had. */
export const missing = (why: string): Gathered<never> => ({ is: 'missing', why: text(why) });

/** Returns evidence that was not asked for. */
export const notAsked = (why: string): Gathered<never> => ({ is: 'not-asked', why: text(why) });

/** Returns a file as it was seen, with the given content. */
export const seenFile = (path: string, sha256: string): FileSeen => ({
  kind: 'file',
  path,
  size: 120,
  modifiedMs: sha256 === editedSha256 ? editedMs : builtMs,
  sha256,
});

const image: ImageJson = {
  Id: oldImageId,
  RepoTags: ['shop-web:latest'],
  RepoDigests: [],
  Created: new Date(builtMs).toISOString(),
  Architecture: 'amd64',
  Os: 'linux',
  RootFS: { Type: 'layers', Layers: [`sha256:${'d1ff'.padEnd(64, '4')}`] },
  Config: { WorkingDir: '/app', Labels: {}, Volumes: null },
};

const container: ContainerJson = {
  Id: containerId,
  Name: '/shop-web-1',
  Created: new Date(builtMs).toISOString(),
  Image: oldImageId,
  State: { Status: 'running', Running: true, StartedAt: new Date(editedMs + 60_000).toISOString(), Pid: 4242 },
  Config: {
    Image: 'shop-web',
    WorkingDir: '/app',
    Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' },
    Volumes: null,
  },
  HostConfig: { Binds: null, Tmpfs: null, Mounts: null },
  Mounts: [],
};

const plan: BuildPlan = {
  contextFolder: '/home/ada/shop',
  contextAt: { file: '/home/ada/shop/compose.yaml', line: 4 },
  dockerfile: '/home/ada/shop/Dockerfile',
  target: null,
  pathInContext: 'src/server.js',
  ignore: null,
  copies: [{ at: { file: '/home/ada/shop/Dockerfile', line: 7 }, instruction: 'COPY . .', stage: '0', containerPath }],
  onlyInStages: [],
  inUnbuiltStages: [],
  laterRuns: [],
  copyBelow: { line: 6, character: 8 },
  doubts: [],
  match: { matched: 3, total: 3 },
  isProven: true,
};

type GatheredEvidence = { readonly [K in EvidenceKey]?: Gathered<Evidence[K]> };

/** Everything a built Compose service without mounts answers, when image and container have the file with `sha256`. */
const builtService = (sha256: string): GatheredEvidence => ({
  fileOnHost: known(
    {
      path: hostPath,
      realPath: hostPath,
      size: 120,
      modifiedMs: editedMs,
      accessedMs: null,
      bornMs: null,
      sha256: editedSha256,
    },
    hostPath,
  ),
  plan: known(plan, '/home/ada/shop/Dockerfile'),
  service: known(
    {
      project: 'shop',
      service: 'web',
      workingDirectory: '/home/ada/shop',
      files: ['/home/ada/shop/compose.yaml'],
      hasBuild: true,
      mounts: [],
      at: { file: '/home/ada/shop/compose.yaml', line: 3 },
    },
    '/home/ada/shop/compose.yaml:3',
  ),
  container: known(container, 'docker inspect shop-web-1'),
  containerImage: known(image, `docker image inspect ${oldImageId}`),
  containerHistory: known(
    [
      {
        Id: oldImageId,
        Created: builtMs / 1000,
        CreatedBy: 'COPY . . # buildkit',
        Size: 120,
        Comment: 'buildkit.dockerfile.v0',
      },
    ],
    'docker history shop-web',
  ),
  taggedImage: known(image, 'docker image inspect shop-web'),
  sameImage: known({ isSame: true, by: 'id' }, 'docker image inspect shop-web → .Id'),
  siblings: known([], 'docker ps --filter label=com.docker.compose.service=web'),
  containerPath: known(containerPath, '/home/ada/shop/Dockerfile:7'),
  mount: known(null, 'docker inspect shop-web-1 → .Mounts'),
  volume: notAsked('No volume covers the file'),
  fileInContainer: known(seenFile(containerPath, sha256), `docker cp shop-web-1:${containerPath}`),
  fileInImage: known(seenFile(containerPath, sha256), `shop-web:${containerPath}`),
  fileInTaggedImage: known(seenFile(containerPath, sha256), `shop-web:${containerPath}`),
  fileInProcess: notAsked('No mount covers the file'),
  rewrittenBy: known(null, '/home/ada/shop/Dockerfile'),
  writtenInContainer: known(null, 'docker diff shop-web-1'),
  process: known(
    { startedMs: editedMs + 60_000, program: 'node', reloader: null, reads: 'at-start' },
    'docker inspect shop-web-1 → .State.StartedAt',
  ),
  differences: notAsked('The question is about one file'),
  editor: notAsked('No editor was asked'),
});

/** The engine of the snapshots and reports. */
export const askedEngine: AskedEngine = {
  endpoint: 'unix:///var/run/docker.sock',
  origin: 'default',
  context: 'default',
  version: '28.5.2',
  apiVersion: '1.51',
  imageStore: 'classic',
};

/**
 * Returns a snapshot about `src/server.js` in a running, built Compose service, typed by the vocabulary of evidence; `evidence`
 * replaces single keys, `rest` other fields.
 */
export const buildSnapshot = (
  sha256: string,
  evidence: GatheredEvidence = {},
  rest: Partial<Omit<Snapshot, 'evidence'>> = {},
): Snapshot => ({
  schema: 1,
  takenAt: '2026-01-02T10:05:00.000Z',
  elapsedMs: 212,
  calls: 14,
  engine: askedEngine,
  subject: { kind: 'file', path: hostPath, shown: 'src/server.js' },
  dockerFlags: [],
  evidence: { ...builtService(sha256), ...evidence },
  ...rest,
});

/** The container holds and runs the edited file. */
export const healthySnapshot = (): Snapshot => buildSnapshot(editedSha256);

/** The image was built before the edit and not since. */
export const staleSnapshot = (): Snapshot => buildSnapshot(oldSha256);
