import { editedInstructions } from '../../../core/src/dockerfile/edited-instructions.ts';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import type { Text } from '../../../core/src/text.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import type { InstructionSeen, InstructionsEvidence } from '../diagnosis/evidence/instructions.ts';
import { builtDockerfileCommand, readBuiltDockerfile } from '../workspace/built-dockerfile.ts';
import { lineOf } from '../workspace/line-of.ts';
import { shown, type PlannedBuild } from '../workspace/plan-build.ts';
import { buildOfImage } from './compare-base.ts';
import { recordQuestion } from './gather-builds.ts';
import type { Gatherer } from './gatherer.ts';
import { imageLacksInstructions } from './lacks-change.ts';

type Instructions = InstructionsEvidence['instructions'];

/** What is compared: the Dockerfile as it is now, the stage that is built, and the image that the tag names. */
interface Compared {
  readonly build: PlannedBuild;
  readonly built: Stage;
  readonly image: ImageJson;
  /** What could not be told of the base image; no text of a Dockerfile tells it. */
  readonly baseDoubts: readonly Text[];
}

/**
 * Adds what an image's history has no trace of to what was found by it: the stages that files are copied from, `--from` and other flags.
 * The engine's record of the build has the Dockerfile as it was. Asked only where the history shows no difference.
 */
export async function beyondHistory(
  gatherer: Gatherer,
  instructions: Instructions,
  { build, built, image, baseDoubts }: Compared,
): Promise<Instructions> {
  if (!instructions.isAsked || imageLacksInstructions(instructions)) return instructions;
  const since = await editedSince(gatherer, build, built, image.Id);
  if (!since) return instructions;
  const isSame = instructions.isSameImage === true;
  const own = isSame ? since : await editedSince(gatherer, build, built, gatherer.container.Image);
  const all = [...new Set([...since.edited, ...(own?.edited ?? [])])];
  const edited = all.map((instruction): InstructionSeen => {
    const at = lineOf({ file: build.found.path, range: instruction.range });
    const inTaggedImage = !since.edited.includes(instruction);
    const inContainerImage = own && !own.edited.includes(instruction);
    return { shown: shown(instruction), kind: 'other', at, inTaggedImage, inContainerImage, overridden: null };
  });
  return {
    ...instructions,
    different: [...instructions.different, ...edited].sort((a, b) => a.at.line - b.at.line),
    leftOver: since.edited.length === 0 && since.removed > 0 ? 1 : 0,
    made: 'proven',
    doubts: own ? baseDoubts : instructions.doubts,
    builtBy: since.command,
  };
}

/** What was edited of a Dockerfile since an image was built from it. */
interface EditedSince {
  readonly edited: readonly Instruction[];
  readonly removed: number;
  /** The command that shows the Dockerfile as it was built. */
  readonly command: string;
}

/** Compares with the text in the record of the build that made an image; null where there is no such record. */
async function editedSince(
  gatherer: Gatherer,
  build: PlannedBuild,
  built: Stage,
  imageId: string,
): Promise<EditedSince | null> {
  const { programs } = gatherer;
  const noted = (await buildOfImage(gatherer, build, imageId))?.noted;
  const was = programs && noted ? await readBuiltDockerfile(programs, noted, recordQuestion(gatherer)) : null;
  if (!was || !noted) return null;
  const { buildArguments } = build;
  const given = new Set([...was.given, ...Object.keys(buildArguments)]);
  const texts = { now: build.found.dockerfile, before: was.dockerfile };
  const { added, removed } = editedInstructions(texts, built, { buildArguments, given });
  return { edited: added, removed, command: builtDockerfileCommand(noted.ref) };
}
