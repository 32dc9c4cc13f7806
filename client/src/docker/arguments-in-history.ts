import { assignmentsOf, expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import type { ComposeService } from '../../../core/src/compose/model.ts';
import type { SourceLine } from '../../../core/src/compose/source-line.ts';
import { child } from '../../../core/src/compose/tree.ts';
import type { HistoryJson } from '../diagnosis/engine-json.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';

/** Returns the build arguments that a history shows, with their values. */
export function argumentWordsOf(history: readonly HistoryJson[]): ArgumentWords {
  const lines = history.map(({ CreatedBy }) =>
    CreatedBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, '').replace(/\s*# buildkit\s*$/, ''),
  );
  const declared = lines.filter((line) => /^ARG\s/.test(line)).flatMap((line) => line.split(/\s+/).slice(1));
  const used = lines.flatMap((line) => (/^(?:RUN )?\|\d+ /.test(line) ? line.split(/\s+/).slice(1) : []));
  return { declared: new Set(declared), used: new Set(used) };
}

/** Build arguments as a history has them: in its ARG steps, where old builders write the default, and before the commands that saw them. */
export interface ArgumentWords {
  readonly declared: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

/** An ARG of the Dockerfile. Without Compose a value may have been given on the command line. */
export interface Declaration extends Pick<PlannedBuild, 'found' | 'buildArguments'> {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly isComposed: boolean;
}

/** Returns whether an image was made with an argument's value; one that Compose does not give may have come from the command line. */
export function isArgumentIn(
  { found, stage, instruction, buildArguments, isComposed }: Declaration,
  { declared, used }: ArgumentWords,
): boolean {
  const { dockerfile } = found;
  return assignmentsOf(instruction, dockerfile.escape).every(({ name, raw }) => {
    const given = Object.hasOwn(buildArguments, name) ? buildArguments[name] : undefined;
    const scope = scopeAt(dockerfile, stage, instruction, buildArguments);
    const value = given ?? (raw === null ? null : expand(raw, scope).value);
    const isThere = isNamedIn(declared, name);
    const isDecided = value !== null && !/\s/.test(value) && isComposed;
    if (!isDecided || [...declared, ...used].includes(`${name}=${value}`)) return isThere;
    return given !== undefined && !isNamedIn(used, name) && isThere;
  });
}

const isNamedIn = (words: ReadonlySet<string>, name: string): boolean =>
  [...words].some((word) => word === name || word.startsWith(`${name}=`));

/** A build argument that the Compose file gives, and its line there. */
interface GivenArgument {
  readonly name: string;
  readonly at: SourceLine;
}

/**
 * Returns the argument of an ARG whose value the Compose file gives, where the image was made with another value of it; null where the file
 * gives none, or the image knows no such argument, so that the ARG itself is new.
 */
export function givenOtherwise(
  { written }: Pick<ComposeService, 'written'>,
  instruction: Instruction,
  { declared }: ArgumentWords,
): GivenArgument | null {
  const stated = child(child(written, 'build'), 'args');
  if (instruction.keyword !== 'ARG' || stated?.kind !== 'map') return null;
  for (const { name } of assignmentsOf(instruction, '\\')) {
    const at = stated.entries.get(name)?.keyAt;
    if (at && isNamedIn(declared, name)) return { name, at };
  }
  return null;
}
