import { text } from '../../core/src/text.ts';
import type { FileOnHost, FileSeen } from '../../client/src/diagnosis/evidence.ts';
import type { Engine } from '../../client/src/docker/engine.ts';
import { findCandidates } from '../../client/src/docker/find-candidates.ts';
import type { Gatherer, Look } from '../../client/src/docker/gatherer.ts';
import type { Question } from '../../client/src/docker/question.ts';
import { nodeDisk } from '../../client/src/workspace/disk.ts';
import { containerId, fakeEngine, type FakeState } from './fake-engine.ts';
import { sha256Of } from './sha256.ts';

/** What a test asks about: a container of the fake engine, and a folder of this machine; `engine` answers some questions otherwise. */
export interface FakeSituation {
  readonly state: FakeState;
  readonly folder: string;
  readonly engine?: Partial<Engine>;
  readonly question?: Partial<Question>;
}

/** Returns what is known before one topic asks its questions; no build is known. A test replaces what it is about. */
export async function fakeGatherer({ state, folder, engine: answers, question: asked }: FakeSituation) {
  const engine: Engine = { ...fakeEngine(state), ...answers };
  const question: Question = {
    ...{ path: `${folder}/src/server.js`, shown: 'src/server.js', workspaceFolder: folder, container: containerId },
    ...{ dockerfile: null, composeFiles: [], editor: null, dockerFlags: [], mayExec: true },
    environment: { DOCKER_CONFIG: folder },
    ...asked,
  };
  const [candidate] = await findCandidates(fakeEngine(state), nodeDisk, question);
  if (!candidate) throw new Error('the fake engine has no container');
  const container = await engine.container(containerId);
  const gatherer: Gatherer = {
    ...{ engine, disk: nodeDisk, question, candidate, ask: {}, programs: null, surroundings: null },
    endpoint: { host: 'unix:///fake.sock', origin: 'default', context: 'default', tls: null },
    ...{ container, name: 'shop-web-1', own: await engine.image(container.Image) },
    tagged: await engine.image(container.Config.Image),
    ...{ history: [], compose: null, service: null, build: { problem: text('no build') }, evidence: {} },
  };
  return gatherer;
}

/** Returns a file of this machine with a content; the time at which it was changed is that of the epoch. */
export const fileOnHost = (path: string, content: string): FileOnHost => ({
  ...{ path, realPath: path, size: content.length, modifiedMs: 0, accessedMs: null, bornMs: null },
  sha256: sha256Of(content),
});

/** Returns a file with a content as it was seen in a container or image. */
export const fileSeen = (path: string, content: string): FileSeen => ({
  ...{ kind: 'file', path, size: content.length, modifiedMs: 0 },
  sha256: sha256Of(content),
});

/** Returns a look at a file that the container has as it is on this machine; no build and no mount has to do with it. */
export const lookAt = (file: FileOnHost, containerPath: string): Look => ({
  ...{ file, plan: null, containerPath, mount: null, isThere: true, way: null },
  seen: { kind: 'file', path: containerPath, size: file.size, modifiedMs: file.modifiedMs, sha256: file.sha256 },
});
