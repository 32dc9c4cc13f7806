import type { Dockerfile, Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { chainOf } from '../../../core/src/dockerfile/image-settings.ts';
import { expand, scopeAt, type BuildArguments } from '../../../core/src/dockerfile/variables.ts';
import type { HistoryJson } from './engine-json.ts';

/** How many steps of a Dockerfile stand in an image's history, and the entry of each one that does. */
export interface HistoryMatch {
  readonly matched: number;
  readonly total: number;
  readonly entries: ReadonlyMap<Instruction, HistoryJson>;
  /**
   * Every step of the image from the first matched one on is a step of the Dockerfile, so the image was made by this Dockerfile or
   * by an earlier state of it that had fewer steps. Steps that are common to many images, such as a first COPY, prove nothing.
   */
  readonly isWhole: boolean;
}

const compared = new Set(['COPY', 'ADD', 'RUN', 'WORKDIR']);

/**
 * Returns how much of the built stage (and the stages it begins with) stands in the history of an image, oldest first. BuildKit
 * writes `COPY app/ /app/ # buildkit` without `--from` and `--link`; the legacy builder keeps only the destination of a COPY and
 * writes a digest for its source. What only the history has (the base image's steps) does not count.
 */
export function matchHistory(
  history: readonly HistoryJson[],
  dockerfile: Dockerfile,
  built: Stage,
  buildArguments: BuildArguments = {},
): HistoryMatch {
  const steps = chainOf(dockerfile, built, buildArguments).flatMap((stage) =>
    stage.instructions.filter(({ keyword }) => compared.has(keyword)).map((instruction) => ({ stage, instruction })),
  );
  const entries = new Map<Instruction, HistoryJson>();
  const oldestFirst = [...history].reverse();
  let from = 0;
  for (const { stage, instruction } of steps) {
    const isStep =
      instruction.keyword === 'RUN' ? isRun(instruction) : isLine(dockerfile, stage, instruction, buildArguments);
    const at = oldestFirst.findIndex((entry, index) => index >= from && isStep(entry.CreatedBy));
    if (at < 0) continue;
    const entry = oldestFirst[at];
    if (entry) entries.set(instruction, entry);
    from = at + 1;
  }
  return {
    matched: entries.size,
    total: steps.length,
    entries,
    isWhole: isWhole(oldestFirst, new Set(entries.values())),
  };
}

function isWhole(oldestFirst: readonly HistoryJson[], matched: ReadonlySet<HistoryJson>): boolean {
  const first = oldestFirst.findIndex((entry) => matched.has(entry));
  return first >= 0 && oldestFirst.slice(first).every((entry) => matched.has(entry) || !isStep(entry));
}

/** Whether an entry is of an instruction that is compared. The legacy builder writes a RUN as the bare command. */
function isStep({ CreatedBy }: HistoryJson): boolean {
  const line = CreatedBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, '');
  return compared.has(/^[A-Z]+(?=\s)/.exec(line)?.[0] ?? 'RUN');
}

type IsStep = (createdBy: string) => boolean;

/** Whether an entry is a COPY, ADD or WORKDIR: as written, or with its variables replaced. */
function isLine(
  dockerfile: Dockerfile,
  stage: Stage,
  instruction: Instruction,
  buildArguments: BuildArguments,
): IsStep {
  const { keyword, words, isExecForm } = instruction;
  const scope = scopeAt(dockerfile, stage, instruction, buildArguments);
  const written = words.map(({ value }) => value);
  const replaced = words.map((word) => expand(isExecForm ? word.value : word, scope).value);
  const wanted = [written, replaced]
    .map(withPlainNames)
    .flatMap((each) => [squeeze(`${keyword} ${each.join(' ')}`), squeeze(`${keyword} in ${each.at(-1) ?? ''}`)]);
  return (createdBy) => wanted.includes(lineOf(createdBy));
}

/** A history has the names of an instruction's own texts without the dash and the quotes they may be written with. */
const withPlainNames = (words: readonly string[]): readonly string[] =>
  words.map((word) => word.replace(/^<<-?(["']?)([^<"']+)\1$/, '<<$2'));

/** Whether an entry is a RUN: its command, behind the build arguments in scope (`|2 A=b C=d`, values with blanks too) and the shell. */
function isRun(instruction: Instruction): IsStep {
  const wanted = commandsOf(instruction)
    .map(squeeze)
    .filter((command) => command !== '');
  const shell = instruction.isExecForm ? '' : '\\S+(?: -\\S+| pipefail)* [-/]\\S+ ';
  const before = new RegExp(`^(?:RUN )?(?:\\|\\d+ (?:.* )?)?${shell}$`);
  return (createdBy) => {
    const line = lineOf(createdBy);
    return wanted.some((command) => line.endsWith(command) && before.test(line.slice(0, -command.length)));
  };
}

/** A script in a heredoc stands for itself when it is the whole command; else it follows the command, with the line that ends it. */
function commandsOf({ isExecForm, words, text, flags, heredocs }: Instruction): readonly string[] {
  if (isExecForm) return [words.map(({ value }) => value).join(' ')];
  const body = text.replace(/^\s*RUN\s+/i, '');
  const command = flags.reduce((rest) => rest.replace(/^--\S+\s+/, ''), body);
  if (heredocs.length === 0) return [command];
  const scripts = heredocs.map(({ content, name }) => `${content}\n${name}`);
  return [[command, ...scripts].join('\n'), ...heredocs.map(({ content }) => content)];
}

/**
 * Returns an entry's instruction without what differs from builder to builder: the mark at its end, `#(nop)` behind the shell, flags
 * (20.10 drops some and writes others without a blank behind them), and for the legacy builder the digest that stands for the source.
 */
function lineOf(createdBy: string): string {
  const legacy = /^\S+(?: -\S+)* #\(nop\)\s+(.*)$/s.exec(createdBy)?.[1];
  if (legacy !== undefined) return squeeze(legacy.replace(/^(COPY|ADD) .*(?:file|dir|multi):[0-9a-f]+ in /s, '$1 in '));
  const line = createdBy.replace(/\s*# buildkit\s*$/, '');
  return squeeze(line.replace(/^(COPY|ADD)\s+(?:--\S+\s+)+/, '$1 '));
}

const squeeze = (line: string): string => line.replace(/\s+/g, ' ').trim();

/** Returns whether the legacy builder made an image: it writes `#(nop)` into the history, which BuildKit does not. */
export const isOfLegacyBuilder = (history: readonly HistoryJson[]): boolean =>
  history[0]?.CreatedBy.includes('#(nop)') === true;
