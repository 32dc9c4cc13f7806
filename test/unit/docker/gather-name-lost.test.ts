import { describe, expect, it } from 'vitest';
import type { ImageJson } from '../../../client/src/diagnosis/engine-json.ts';
import type { OtherImage } from '../../../client/src/diagnosis/evidence/other-images.ts';
import type { InRegistry } from '../../../client/src/diagnosis/evidence/registry.ts';
import { gatherNameLost } from '../../../client/src/docker/gather-name-lost.ts';
import { known, knownValue } from '../../../client/src/docker/gatherer.ts';
import { fakeGatherer, fileSeen } from '../../support/fake-gatherer.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const digest = `sha256:${'1'.repeat(64)}`;
const never = '0001-01-01T00:00:00Z';
const first = '2026-01-01T10:00:00Z';
const then = '2026-01-01T11:00:00Z';
const service = { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' };
const build: OtherImage = {
  ...{ id: 'sha256:2', names: [], created: 0, platform: 'linux/amd64', tie: 'build' },
  seen: fileSeen('/app/src/server.js', 'new'),
};

interface Situation {
  /** When the build without a name got or lost one last, and when the container's name was set for the other image. */
  readonly build: string;
  readonly tagged: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly digests?: readonly string[];
  /** In containerd's store, what the registry answered; the classic store when it is left out. */
  readonly registry?: Partial<InRegistry> | null;
}

/** Returns how it shows that the build lost its name; undefined where the question has no meaning. */
async function asked({ labels = {}, digests = [digest], registry, ...of }: Situation) {
  const state = { image: 'localhost:5000/shop', inImage: {}, inContainer: {}, history: [], labels: service };
  const gatherer = await fakeGatherer({ state, folder: await temporaryFolder() });
  const { tagged } = gatherer;
  if (!tagged) throw new Error('the fake engine has no image');
  const withTime = <T extends ImageJson>(image: T, LastTagTime: string): T => ({
    ...image,
    Metadata: { LastTagTime },
    ...(registry === undefined ? {} : { Descriptor: { digest } }),
  });
  const nameless = { ...tagged, Config: { ...tagged.Config, Labels: labels } };
  const image = () => Promise.resolve(withTime(nameless, of.build));
  const local = { image: '', digest, local: [digest], isLocalKnown: null, ...registry };
  if (registry) gatherer.evidence.inRegistry = known(local, 'docker buildx imagetools inspect');
  const engine = { ...gatherer.engine, image };
  await gatherNameLost({ ...gatherer, engine, tagged: withTime(tagged, of.tagged) }, build, digests);
  return gatherer.evidence.nameLost && (knownValue(gatherer.evidence.nameLost)?.by ?? null);
}

describe('a build that lost its name to the registry’s image, by what the engine keeps of tags', () => {
  it.each<[string, Situation, string | null]>([
    ['a name was set for the build, and none for the other', { build: first, tagged: never }, 'tag-times'],
    ['a name was set for the build after the other had one', { build: then, tagged: first }, 'tag-times'],
    ['a name was set for the other since', { build: first, tagged: then }, null],
    ['no name was ever set for the build', { build: never, tagged: first }, null],
    [
      'no times are kept, and Compose built it for the service',
      { build: never, tagged: never, labels: service },
      'compose-label',
    ],
    ['no times are kept, and nobody knows who built it', { build: never, tagged: never }, null],
    ['it lost its name when the other got it', { build: then, tagged: then, registry: {} }, 'same-moment'],
    ['the other had its name long before', { build: then, tagged: first, registry: {} }, null],
    ['the registry does not know the other', { build: then, tagged: then, registry: { digest: null } }, null],
    ['the registry was not asked', { build: then, tagged: then, registry: null }, null],
  ])('%s', async (_, situation, by) => expect(await asked(situation)).toBe(by));

  it('is not asked for where the name stands for no image of a registry', async () => {
    expect(await asked({ build: first, tagged: never, digests: [] })).toBeUndefined();
  });
});
