import { chainOf } from './image-settings.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { stagesReached } from './reached-stages.ts';
import { assignmentsOf, type BuildArguments } from './variables.ts';

/** A build argument that does not reach the instruction that names it, or that no instruction declares. */
export interface UnconsumedArgument {
  readonly name: string;
  /**
   * `undeclared`: no ARG has its name. `before-from`: an ARG above the first FROM holds for FROM lines only. `other-stage`: another stage
   * declares it. `after-use`: its ARG stands below. `variable-wins`: ENV of the same name has another value.
   */
  readonly why: 'undeclared' | 'before-from' | 'other-stage' | 'after-use' | 'variable-wins';
  /** The ARG, or the ENV that wins; null where there is none. */
  readonly declared: Instruction | null;
  /** The instruction that names it; null where none does. */
  readonly used: Instruction | null;
}

/** Arguments that builders know without a declaration (https://docs.docker.com/reference/dockerfile/#predefined-args). */
const predefined =
  /^(?:(?:https?|ftp|no|all)_proxy|BUILDKIT_.*|SOURCE_DATE_EPOCH|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))$/i;

/**
 * Returns the build arguments that do not arrive: of the given ones those that nothing declares, and of all declared ones those that an
 * instruction names where they do not hold. An ARG above the first FROM holds for FROM lines, one of a stage from its line on and in
 * stages that begin with that stage, and ENV of the same name wins over it (https://docs.docker.com/build/building/variables/#scoping).
 */
export function unconsumedArguments(
  dockerfile: Dockerfile,
  built: Stage,
  given: readonly string[],
  buildArguments: BuildArguments,
): readonly UnconsumedArgument[] {
  const declarations = [
    ...dockerfile.globals.map((instruction) => ({ stage: null, instruction })),
    ...dockerfile.stages.flatMap((stage) => declaredIn(stage).map((instruction) => ({ stage, instruction }))),
  ].flatMap(({ stage, instruction }) => namesOf(dockerfile, instruction).map((name) => ({ name, stage, instruction })));
  const declaredNames = [...new Set(declarations.map(({ name }) => name))];
  const undeclared = given
    .filter((name) => !declaredNames.includes(name) && !predefined.test(name))
    .map((name): UnconsumedArgument => ({ name, why: 'undeclared', declared: null, used: null }));
  const reached = [...stagesReached(dockerfile, built, buildArguments)];
  const outOfScope = declaredNames.flatMap((name) =>
    reached.flatMap((stage) => {
      const chain = chainOf(dockerfile, stage, buildArguments);
      return (
        outOf(
          dockerfile,
          chain,
          name,
          declarations.filter((one) => one.name === name),
        ) ?? []
      );
    }),
  );
  return [...undeclared, ...new Map(outOfScope.map((found) => [found.name, found])).values()];
}

interface Declaration {
  readonly stage: Stage | null;
  readonly instruction: Instruction;
}

const declaredIn = ({ instructions }: Stage): readonly Instruction[] =>
  instructions.filter(({ keyword }) => keyword === 'ARG');

const namesOf = (dockerfile: Dockerfile, instruction: Instruction): readonly string[] =>
  assignmentsOf(instruction, dockerfile.escape).map(({ name }) => name);

/** The first use of a name in the last stage of a chain at which the argument does not hold; null when it always does. */
function outOf(
  dockerfile: Dockerfile,
  chain: readonly Stage[],
  name: string,
  declarations: readonly Declaration[],
): UnconsumedArgument | null {
  let argument: Instruction | null = null;
  let variable: Instruction | null = null;
  const stage = chain.at(-1);
  for (const instruction of chain.flatMap(({ instructions }) => instructions)) {
    const isOwn = stage?.instructions.includes(instruction);
    if (isOwn && isNamedIn(instruction, name)) {
      if (variable && argument) return { name, why: 'variable-wins', declared: variable, used: instruction };
      if (!variable && !argument) return { name, ...reasonOf(stage, declarations), used: instruction };
    }
    if (!namesOfKeyword(dockerfile, instruction).includes(name)) continue;
    if (instruction.keyword === 'ARG') argument = instruction;
    // `ENV NAME=$NAME` hands the argument on.
    else if (!isNamedIn(instruction, name)) variable = instruction;
  }
  return null;
}

const namesOfKeyword = (dockerfile: Dockerfile, instruction: Instruction): readonly string[] =>
  instruction.keyword === 'ARG' || instruction.keyword === 'ENV' ? namesOf(dockerfile, instruction) : [];

function reasonOf(
  stage: Stage | undefined,
  declarations: readonly Declaration[],
): Pick<UnconsumedArgument, 'why' | 'declared'> {
  const below = declarations.find((one) => one.stage === stage);
  if (below) return { why: 'after-use', declared: below.instruction };
  const above = declarations.find((one) => one.stage === null);
  if (above) return { why: 'before-from', declared: above.instruction };
  return { why: 'other-stage', declared: declarations[0]?.instruction ?? null };
}

/** Whether an instruction puts the variable in. A shell may set it itself before. */
function isNamedIn({ keyword, text, heredocs }: Instruction, name: string): boolean {
  const whole = [text, ...heredocs.map(({ content }) => content)].join('\n');
  const isUsed = new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`).test(whole);
  if (!isUsed || keyword === 'ONBUILD') return false;
  return (
    keyword !== 'RUN' ||
    !new RegExp(`(?:^|[\\s;&|(])(?:export\\s+|read\\s+|for\\s+)?${name}(?:=|\\s+in\\b)`).test(whole)
  );
}
