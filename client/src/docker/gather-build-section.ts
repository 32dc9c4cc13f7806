import { dirname } from 'node:path';
import { child, type Tree } from '../../../core/src/compose/tree.ts';
import { interpolate } from '../../../core/src/compose/interpolate.ts';
import type { ComposeService } from '../../../core/src/compose/model.ts';
import { chainOf } from '../../../core/src/dockerfile/image-settings.ts';
import type { Stage } from '../../../core/src/dockerfile/model.ts';
import { stagesReached } from '../../../core/src/dockerfile/reached-stages.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { assignmentsOf } from '../../../core/src/dockerfile/variables.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { FileLine } from '../diagnosis/evidence.ts';
import type { InstructionSeen } from '../diagnosis/evidence/instructions.ts';
import { matchHistory } from '../diagnosis/match-history.ts';
import { lineOf } from '../workspace/line-of.ts';
import { bestDockerfile, dockerfilesNear } from '../workspace/find-dockerfile.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import { askedSettings, linesOfVariablesOf } from './gather-configuration.ts';
import { argumentWordsOf, isArgumentIn } from './arguments-in-history.ts';
import { seenImage, type SeenImage } from './gather-instructions.ts';
import { known, knownValue, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  noTrace: 'Build argument {name} leaves no trace in the image, so that its value there is not known',
});

/**
 * Records what the Compose file states of the build and the image was made without: a target, and the values of build arguments, which stand
 * in the image's history. Asked where the question is about that file, or one whose variables are put into it.
 */
export async function gatherBuildSection(gatherer: Gatherer): Promise<void> {
  const { build, evidence, own, tagged, service } = gatherer;
  const asked = await askedSettings(gatherer);
  if (asked !== 'compose-file' && asked !== 'variables-file') return;
  const image = tagged ?? own;
  if ('problem' in build || !service?.build || !image || evidence.instructions) return;
  const { dockerfile, path } = build.found;
  const built = findTarget(dockerfile, build.target);
  const same = knownValue(evidence.sameImage)?.isSame ?? null;
  if (!built) return;
  const now = await seenImage(gatherer, build, built, image, image.Id === own?.Id || same === true);
  if ('why' in now) return;
  const isOwnSeen = evidence.containerHistory?.is === 'known' && same !== true;
  const before = own && isOwnSeen ? { history: gatherer.history } : null;
  const isAsked = asked === 'compose-file';
  const target = isAsked ? targetSeen(service, build, built, now) : null;
  const other = isAsked && !target ? await dockerfileSeen(gatherer, service, build, built, now) : null;
  const given = await argumentsOfQuestion(gatherer, service, asked);
  const seenArguments = given.map((argument) =>
    argumentSeen(build, built, now, same === true ? now : before, argument),
  );
  const seen = [
    ...(target ? [target] : []),
    ...(other ? [other] : []),
    ...seenArguments.flatMap((each) => ('kind' in each ? [each] : [])),
  ];
  const doubts = seenArguments.flatMap((each) =>
    'untraced' in each ? [messages('noTrace', { name: each.untraced })] : [],
  );
  if (seen.length === 0 && doubts.length === 0) return;
  const different = seen.filter((one) => one.inTaggedImage === false || one.inContainerImage === false);
  evidence.instructions = known(
    {
      ...{ dockerfile: path, isAsked: false, compared: seen.length, different, leftOver: 0 },
      ...{ isSameImage: same, made: 'proven', doubts },
    },
    path,
  );
}

/** Another stage of the Dockerfile than the stated one explains every step of the image, and the stated one does not. */
function targetSeen(
  service: ComposeService,
  { found, buildArguments }: PlannedBuild,
  built: Stage,
  { history }: Steps,
): InstructionSeen | null {
  const { dockerfile } = found;
  const at = service.build?.target?.at ?? service.build?.at;
  const isWhole = (stage: Stage): boolean => matchHistory(history, dockerfile, stage, buildArguments).isWhole;
  if (!at || isWhole(built) || !dockerfile.stages.some((stage) => stage !== built && isWhole(stage))) return null;
  const shown = `target: ${built.name ?? String(built.index)}`;
  const where = { inTaggedImage: false, inContainerImage: null, overridden: null };
  return { shown, kind: 'build-section', at: lineOf(at), ...where };
}

/** Another Dockerfile of the project explains every step of the image, and the stated one does not. */
async function dockerfileSeen(
  { disk, question }: Gatherer,
  service: ComposeService,
  { found, buildArguments, isInline }: PlannedBuild,
  built: Stage,
  { history }: Steps,
): Promise<InstructionSeen | null> {
  const stated = service.build?.dockerfile ?? service.build?.context;
  if (!stated || isInline || matchHistory(history, found.dockerfile, built, buildArguments).isWhole) return null;
  const near = await dockerfilesNear(disk, dirname(found.path), question.workspaceFolder);
  const others = near.filter((path) => path !== found.path);
  const best = await bestDockerfile(disk, others, history, undefined);
  if (!best?.match.isWhole || best.match.matched !== best.match.total) return null;
  const shown = 'build.dockerfile';
  const where = { inTaggedImage: false, inContainerImage: null, overridden: null };
  return { shown, kind: 'build-section', at: lineOf(stated.at), ...where };
}

type Steps = Pick<SeenImage, 'history'>;

interface Given {
  readonly name: string;
  readonly at: FileLine;
}

/** The arguments that the service gives, at the line that decides each; of a file of variables only those that they are put into. */
async function argumentsOfQuestion(
  { disk, question, compose }: Gatherer,
  service: ComposeService,
  asked: 'compose-file' | 'variables-file',
): Promise<readonly Given[]> {
  const written = child(child(service.written, 'build'), 'args');
  if (written?.kind !== 'map' || !compose) return [];
  const real = (await disk.realPath(question.path ?? '')) ?? question.path;
  const lines = linesOfVariablesOf(disk, compose.origin);
  const given = [...written.entries].map(async ([name, { keyAt, value }]): Promise<Given | null> => {
    if (asked === 'compose-file') return { name, at: lineOf(keyAt) };
    for (const variable of variablesIn(name, value)) {
      const line = lines.get(variable);
      if (line && ((await disk.realPath(line.file)) ?? line.file) === real) return { name, at: lineOf(line) };
    }
    return null;
  });
  return (await Promise.all(given)).flatMap((each) => each ?? []);
}

/** An argument without a value is passed on from the environment. */
function variablesIn(name: string, value: Tree): readonly string[] {
  if (value.kind !== 'scalar') return [];
  if (value.raw === null) return [name];
  const used: string[] = [];
  interpolate(value.raw, (variable) => void used.push(variable));
  return used;
}

/** What the images' histories show of one argument; `untraced` where only another stage has it, whose steps are in no history. */
function argumentSeen(
  { found, buildArguments }: PlannedBuild,
  built: Stage,
  now: Steps,
  before: Steps | null,
  { name, at }: Given,
): InstructionSeen | { readonly untraced: string } | { readonly undeclared: string } {
  const { dockerfile } = found;
  const declared = (stages: Iterable<Stage>) =>
    [...stages].flatMap((stage) =>
      stage.instructions
        .filter(({ keyword }) => keyword === 'ARG')
        .filter((instruction) => assignmentsOf(instruction, dockerfile.escape).some((each) => each.name === name))
        .map((instruction) => ({ stage, instruction })),
    );
  const [own] = declared(chainOf(dockerfile, built, buildArguments));
  if (!own)
    return declared(stagesReached(dockerfile, built, buildArguments)).length > 0
      ? { untraced: name }
      : { undeclared: name };
  const isIn = ({ history }: Steps): boolean =>
    isArgumentIn({ found, buildArguments, ...own, isComposed: true }, argumentWordsOf(history));
  return {
    shown: name,
    kind: 'build-section',
    at,
    inTaggedImage: isIn(now),
    inContainerImage: before && isIn(before),
    overridden: null,
  };
}
