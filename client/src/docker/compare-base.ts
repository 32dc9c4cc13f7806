import { chainOf } from '../../../core/src/dockerfile/image-settings.ts';
import type { Stage } from '../../../core/src/dockerfile/model.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { sameImage } from '../../../core/src/image-reference.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import { isMadeFrom } from '../diagnosis/same-image.ts';
import type { InstructionSeen } from '../diagnosis/evidence/instructions.ts';
import type { BuildRecord } from '../workspace/build-record.ts';
import type { NotedBuild } from '../workspace/buildx-refs.ts';
import { lineOf } from '../workspace/line-of.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import { wasMadeSince } from '../diagnosis/made-since.ts';
import { gatherBuiltSince } from './gather-build.ts';
import { recordOf } from './gather-builds.ts';
import { answerTo, knownValue, type Gatherer } from './gatherer.ts';
import { notedBuilds } from './noted-builds.ts';

export const messages = defineMessages({
  noBase: 'The base image {base} is not on this engine, so that it cannot be compared',
  otherCopy:
    'Whether the image was made from {base} is not known: it is not made from this engine’s copy, but a build with --pull takes the registry’s and leaves that copy as it is',
});

/** The base as an instruction that the image has or lacks; null, and why, where that cannot be told. */
interface ComparedBase {
  readonly seen: InstructionSeen | null;
  readonly doubts: readonly Text[];
  /** What the base sets; null where the image is not made from the copy that is here. */
  readonly config: Readonly<Record<string, unknown>> | null;
}

/** Each record costs a run of the docker CLI; the image is the result of one of the newest builds, or of none that is known. */
const maximumRecords = 2;

/** Returns whether an image is made from the base that the Dockerfile names: that one's layers are its first ones. */
export async function compareBase(
  gatherer: Gatherer,
  build: PlannedBuild,
  built: Stage,
  image: ImageJson,
): Promise<ComparedBase> {
  const { engine, ask } = gatherer;
  const { found, buildArguments, namedImages } = build;
  const [lowest = built] = chainOf(found.dockerfile, built, buildArguments);
  const { value: written } = expand(lowest.base, scopeAt(found.dockerfile, lowest, lowest.from, buildArguments));
  const base = namedImages[written] ?? written;
  if (base === 'scratch' || base === '') return { seen: null, doubts: [], config: {} };
  const local = (await answerTo(engine.image(base, {}, ask), messages('noBase', { base }))).value;
  const isOnCopy = local && isMadeFrom(image, local);
  if (!local || isOnCopy === null) return { seen: null, doubts: [messages('noBase', { base })], config: null };
  const inTaggedImage = isOnCopy || (await isOnAnotherCopy(gatherer, build, base, local, image));
  if (inTaggedImage === null) return { seen: null, doubts: [messages('otherCopy', { base })], config: null };
  const at = lineOf({ file: found.path, range: lowest.from.range });
  const where = { inTaggedImage, inContainerImage: null, overridden: null } as const;
  const config = isOnCopy ? { ...local.Config } : null;
  return { seen: { shown: `FROM ${base}`, kind: 'other', at, ...where }, doubts: [], config };
}

/**
 * Whether an image that is not made from the engine's copy of the base is made from another copy of the same name. BuildKit's `--pull` takes
 * the registry's and leaves the engine's as it is. Null where nothing tells.
 */
async function isOnAnotherCopy(
  gatherer: Gatherer,
  build: PlannedBuild,
  base: string,
  local: ImageJson,
  image: ImageJson,
): Promise<boolean | null> {
  const madeMs = Math.max(Date.parse(image.Created), Date.parse(image.Metadata?.LastTagTime ?? '') || 0);
  // The classic store has digests only of what came from a registry; containerd's has one of every image.
  const isOnlyLocal = local.Descriptor === undefined && local.RepoDigests.length === 0;
  if (isOnlyLocal || wasMadeSince(local, madeMs)) return false;
  const record = await recordOfImage(gatherer, build, image);
  if (record && record.bases.length > 0) return record.bases.some((each) => sameImage(each, base));
  return knownValue(await gatherBuiltSince(gatherer, build.found.path)) ? true : null;
}

/** Returns the engine's record of the build that made an image; null where there is none. */
export const recordOfImage = async (
  gatherer: Gatherer,
  build: PlannedBuild,
  image: ImageJson,
): Promise<BuildRecord | null> => (await buildOfImage(gatherer, build, image.Id))?.record ?? null;

/** A build as buildx noted it, and as the engine recorded it. */
interface RecordedBuild {
  readonly noted: NotedBuild;
  readonly record: BuildRecord;
}

/** Returns the build that made the image of an ID, where buildx noted it and the engine has its record; null where not. */
export async function buildOfImage(
  gatherer: Gatherer,
  build: PlannedBuild,
  imageId: string,
): Promise<RecordedBuild | null> {
  if (!gatherer.programs) return null;
  for (const noted of await notedBuilds({ ...gatherer, build }, 0, maximumRecords)) {
    const record = await recordOf(gatherer, noted);
    if (record === 'keeps-none') return null;
    if (record?.images.includes(imageId)) return { noted, record };
  }
  return null;
}
