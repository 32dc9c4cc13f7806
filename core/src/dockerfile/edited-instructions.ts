import { chainOf } from './image-settings.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { stagesReached } from './reached-stages.ts';
import { stageForCopy, stageNamed } from './stages.ts';
import { assignmentsOf, type BuildArguments } from './variables.ts';

/** What an earlier text of a Dockerfile did not have, and how much it had that is gone. */
export interface EditedInstructions {
  readonly added: readonly Instruction[];
  readonly removed: number;
}

/** Two texts of one Dockerfile: as it is, and as it was. */
export interface TwoTexts {
  readonly now: Dockerfile;
  readonly before: Dockerfile;
}

/** How the build was called. */
export interface BuildCall {
  readonly buildArguments: BuildArguments;
  /** The names of all arguments that were given, also of those whose values are not known. */
  readonly given: ReadonlySet<string>;
}

/** What a stage that others copy from can hand on; its ports, labels and commands stay behind. */
const handedOn = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'ENV', 'ARG', 'WORKDIR', 'USER', 'SHELL']);

/** What of the built stage cannot be read off the image's configuration. */
const steps = new Set(['RUN', 'COPY', 'ADD', 'ARG']);

/**
 * Returns what was edited of the instructions that a stage is made by, those of the stages it copies from included. Comments, blanks,
 * quotes, the names of stages and stages that nothing is made from do not count, and no default of an argument that was given. What the
 * built stage sets in the image's configuration, and the image it begins with, can be seen in the image: these do not count either.
 */
export function editedInstructions(
  { now, before }: TwoTexts,
  built: Stage,
  { buildArguments, given }: BuildCall,
): EditedInstructions {
  const chain = new Set(chainOf(now, built, buildArguments));
  const reached = [...stagesReached(now, built, buildArguments)];
  const isGiven = (instruction: Instruction): boolean =>
    instruction.keyword === 'ARG' && assignmentsOf(instruction, now.escape).every(({ name }) => given.has(name));
  const ofStages = reached.map((stage) => {
    const earlier = earlierStage({ now, before }, stage);
    const counted = chain.has(stage) ? steps : handedOn;
    const counts = (instruction: Instruction): boolean => !isGiven(instruction) && counted.has(instruction.keyword);
    const wanted = [stage.from, ...stage.instructions]
      .filter(counts)
      .map((instruction) => ({ instruction, key: keyOf(now, stage, instruction, before) }));
    const had = earlier
      ? [earlier.from, ...earlier.instructions]
          .filter(counts)
          .map((instruction) => keyOf(before, earlier, instruction, before))
      : [];
    return compared(wanted, had);
  });
  const globals = compared(
    usedGlobals(now, reached, isGiven).map((instruction) => ({ instruction, key: plainKey(instruction) })),
    usedGlobals(before, reached, isGiven).map((instruction) => plainKey(instruction)),
  );
  const all = [globals, ...ofStages];
  return { added: all.flatMap(({ added }) => added), removed: all.reduce((sum, { removed }) => sum + removed, 0) };
}

/** The stage of the same name; one that was given another name is the one of the same number. */
function earlierStage({ now, before }: TwoTexts, { name, index }: Stage): Stage | null {
  const isNamed = (wanted: string | null) => (other: Stage) => other.name?.toLowerCase() === wanted?.toLowerCase();
  const named = name === null ? undefined : before.stages.find(isNamed(name));
  if (named) return named;
  const same = before.stages[index];
  if (!same) return null;
  const isTaken = same.name !== null && now.stages.some(isNamed(same.name));
  return isTaken ? null : same;
}

interface KeyedInstruction {
  readonly instruction: Instruction;
  readonly key: string;
}

/** Goes through both in their order: an instruction that was moved is a new one, for the builder too. */
function compared(wanted: readonly KeyedInstruction[], had: readonly string[]): EditedInstructions {
  let from = 0;
  let found = 0;
  const added: Instruction[] = [];
  for (const { instruction, key } of wanted) {
    const at = had.indexOf(key, from);
    if (at < 0) added.push(instruction);
    else {
      from = at + 1;
      found += 1;
    }
  }
  return { added, removed: had.length - found };
}

/** The arguments above the first FROM that the stages name. */
function usedGlobals(
  { globals, escape }: Dockerfile,
  reached: readonly Stage[],
  isGiven: (instruction: Instruction) => boolean,
): readonly Instruction[] {
  const text = reached.flatMap(({ from, instructions }) => [from, ...instructions].map((one) => one.text)).join('\n');
  const isUsed = ({ name }: { readonly name: string }): boolean =>
    new RegExp(`\\b${name.replace(/\W/g, '')}\\b`).test(text);
  return globals.filter((one) => !isGiven(one) && assignmentsOf(one, escape).some(isUsed));
}

/** An instruction in words that do not depend on how it is written, with stages by the number they had. */
function keyOf(dockerfile: Dockerfile, stage: Stage, instruction: Instruction, before: Dockerfile): string {
  const number = (found: Stage | null): string | null => {
    const earlier = found && (dockerfile === before ? found : earlierStage({ now: dockerfile, before }, found));
    return found && `stage ${earlier?.index ?? `${found.index} of now`}`;
  };
  if (instruction.keyword === 'FROM') {
    const base = number(stageNamed(dockerfile, stage.base, stage.index)) ?? stage.base;
    return [base, ...flagsOf(instruction)].join('\n');
  }
  const named = (from: string): string => number(stageForCopy(dockerfile, from, stage.index)) ?? from;
  return plainKey(instruction, named);
}

const plainKey = (instruction: Instruction, named = (from: string): string => from): string => {
  const { keyword, words, isExecForm, text, heredocs } = instruction;
  // Only a command is run otherwise as a list; COPY of a list is the same COPY.
  const isShellForm = !isExecForm && commands.has(keyword);
  const form = commands.has(keyword) ? [String(isExecForm)] : [];
  const body = isShellForm
    ? [squeeze(withoutFlags(text))]
    : wordsOf(
        keyword,
        words.map(({ value }) => value),
      );
  const inside = heredocs.map(({ name, content }) => `${name} ${content}`);
  return [keyword, ...form, ...flagsOf(instruction, named), ...body, ...inside].join('\n');
};

const commands = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** The old form of ENV has a blank where the other one has `=`. */
function wordsOf(keyword: string, words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  return keyword === 'ENV' && !first.includes('=') ? [`${first}=${rest.join(' ')}`] : words;
}

const flagsOf = ({ flags }: Instruction, named = (from: string): string => from): readonly string[] =>
  flags
    .map(({ name, value }) =>
      name === 'from'
        ? `--from=${named(value ?? '')}`
        : `--${name}=${(value ?? '').replace(/(?<=(?:^|,)from=)[^,]+/, (from) => named(from))}`,
    )
    .sort();

const withoutFlags = (text: string): string => text.replace(/^\s*\S+\s+(?:--\S+\s+)*/, '');

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
