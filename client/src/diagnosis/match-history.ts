import type { Dockerfile, Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { stageNamed } from '../../../core/src/dockerfile/stages.ts';
import { expand, scopeAt, type BuildArguments } from '../../../core/src/dockerfile/variables.ts';
import type { HistoryJson } from './engine-json.ts';

/** How many steps of a Dockerfile stand in an image's history, and the entry of each one that does. */
export interface HistoryMatch {
  readonly matched: number;
  readonly total: number;
  readonly entries: ReadonlyMap<Instruction, HistoryJson>;
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
    const wanted = keysOf(dockerfile, stage, instruction, buildArguments);
    const at = oldestFirst.findIndex((entry, index) => index >= from && wanted.includes(keyOfEntry(entry.CreatedBy)));
    if (at < 0) continue;
    const entry = oldestFirst[at];
    if (entry) entries.set(instruction, entry);
    from = at + 1;
  }
  return { matched: entries.size, total: steps.length, entries };
}

/** The stage and those it is built on, the lowest first. */
function chainOf(dockerfile: Dockerfile, stage: Stage, buildArguments: BuildArguments): readonly Stage[] {
  const base = expand(stage.base, scopeAt(dockerfile, stage, stage.from, buildArguments)).value;
  const parent = stageNamed(dockerfile, base, stage.index);
  return parent ? [...chainOf(dockerfile, parent, buildArguments), stage] : [stage];
}

/** The spellings under which an instruction may stand in the history: as written, and with its variables replaced. */
function keysOf(
  dockerfile: Dockerfile,
  stage: Stage,
  instruction: Instruction,
  buildArguments: BuildArguments,
): readonly string[] {
  const { keyword, words } = instruction;
  if (keyword === 'RUN') return [squeeze(`RUN ${runTextOf(instruction)}`)];
  const scope = scopeAt(dockerfile, stage, instruction, buildArguments);
  const written = words.map(({ value }) => value);
  const replaced = words.map((word) => expand(instruction.isExecForm ? word.value : word, scope).value);
  return [written, replaced].flatMap((each) => {
    const destination = each.at(-1) ?? '';
    return [squeeze(`${keyword} ${each.join(' ')}`), squeeze(`${keyword} in ${destination}`)];
  });
}

const runTextOf = ({ isExecForm, words, text, flags, heredocs }: Instruction): string => {
  if (heredocs[0]) return heredocs[0].content;
  if (isExecForm) return words.map(({ value }) => value).join(' ');
  const body = text.replace(/^\s*RUN\s+/i, '');
  return flags.reduce((rest, _flag) => rest.replace(/^--\S+\s+/, ''), body);
};

/** Brings an entry of either builder into the form of `keysOf`. */
function keyOfEntry(createdBy: string): string {
  const legacy = /^\/bin\/sh -c #\(nop\)\s+(.*)$/s.exec(createdBy)?.[1];
  if (legacy !== undefined) return squeeze(legacy.replace(/^(COPY|ADD)\s+(?:--\S+\s+)*\S+ in /, '$1 in '));
  const line = createdBy.replace(/\s*# buildkit\s*$/, '');
  const flagless = line.replace(/^(COPY|ADD)\s+(?:--\S+\s+)+/, '$1 ');
  if (/^(COPY|ADD|WORKDIR)\s/.test(flagless)) return squeeze(flagless);
  const run = line.replace(/^RUN\s+/, '').replace(/^\|\d+ .*?(?=\/bin\/|\S+sh -c )/s, '');
  return squeeze(`RUN ${run.replace(/^\S*\/?(?:ba|a|da|z)?sh\s+(?:-\S+\s+)*-?c\s+/, '')}`);
}

const squeeze = (line: string): string => line.replace(/\s+/g, ' ').replace(/ $/, '').trim();
