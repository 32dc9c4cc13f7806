import { normalisePosix } from '../path.ts';
import { nanoseconds } from '../compose/option-syntax.ts';
import { expand } from './expand.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { stageNamed } from './stages.ts';
import { assignmentsOf, scopeAt, type BuildArguments } from './variables.ts';

/** What one instruction sets in the image's configuration. `value` may be a secret; null where the Dockerfile alone does not decide it. */
export interface ImageSetting {
  readonly keyword: string;
  /** The variable, label, port or path; empty for what an image has one of. */
  readonly name: string;
  readonly value: unknown;
  readonly stage: Stage;
  readonly instruction: Instruction;
}

/**
 * Returns what the built stage, and those it begins with, set in the image's configuration. Of what is set twice the last counts.
 * `isOpen` tells whether a text's value was decided outside, by a build argument that nobody here knows.
 */
export function imageSettings(
  dockerfile: Dockerfile,
  built: Stage,
  buildArguments: BuildArguments,
  isOpen: (text: string) => boolean,
): readonly ImageSetting[] {
  const settings = new Map<string, ImageSetting>();
  let before: Inherited = { shell: ['/bin/sh', '-c'], folder: null };
  for (const stage of chainOf(dockerfile, built, buildArguments)) {
    for (const instruction of stage.instructions) {
      const { keyword } = instruction;
      const scope = scopeAt(dockerfile, stage, instruction, buildArguments);
      const expanded = (raw: string): string | null => {
        const { value, isKnown } = expand(raw, scope);
        return isKnown && !isOpen(raw) ? value : null;
      };
      const values = valuesSet(instruction, before, dockerfile.escape, expanded);
      for (const [name, value] of values)
        settings.set(`${keyword} ${name}`, { keyword, name, value, stage, instruction });
      before = inheritedAfter(instruction, before, expanded);
    }
  }
  return [...settings.values()];
}

/** What instructions above decide of one below. */
interface Inherited {
  /** The program that runs the shell form. */
  readonly shell: readonly string[];
  /** The working folder; null where it is not known. */
  readonly folder: string | null;
}

type Expand = (raw: string) => string | null;

const textsOf = ({ words }: Instruction): readonly string[] => words.map(({ value }) => value);

function inheritedAfter(instruction: Instruction, before: Inherited, expanded: Expand): Inherited {
  if (instruction.keyword === 'SHELL') return { ...before, shell: textsOf(instruction) };
  if (instruction.keyword !== 'WORKDIR') return before;
  const [word] = instruction.words;
  return { ...before, folder: folderAfter(before.folder, word ? expanded(word.raw) : null) };
}

/** The names that an instruction sets, and their values; none for one that sets nothing. */
function valuesSet(
  instruction: Instruction,
  before: Inherited,
  escape: Dockerfile['escape'],
  expanded: Expand,
): readonly (readonly [name: string, value: unknown])[] {
  const texts = textsOf(instruction);
  const words = instruction.words.map(({ raw }) => expanded(raw));
  const known = words.filter((word) => word !== null);
  switch (instruction.keyword) {
    case 'ENV':
    case 'LABEL':
      return assignmentsOf(instruction, escape).map(({ name, raw }) => [bare(name), expanded(raw ?? '')]);
    case 'SHELL':
      return [['', texts]];
    case 'CMD':
    case 'ENTRYPOINT':
      return [['', instruction.isExecForm ? texts : [...before.shell, bodyOf(instruction)]]];
    case 'USER':
    case 'STOPSIGNAL':
      return [['', words[0] ?? null]];
    case 'WORKDIR':
      return [['', inheritedAfter(instruction, before, expanded).folder]];
    case 'EXPOSE':
      return known.flatMap((word) => portOf(word)).map((port) => [port, true]);
    case 'VOLUME':
      return (instruction.isExecForm ? texts : known).map((path) => [path, true]);
    case 'HEALTHCHECK':
      return [['', healthcheckOf(instruction)]];
    default:
      return [];
  }
}

/** Returns the stage and those it begins with, the lowest first. */
export function chainOf(dockerfile: Dockerfile, stage: Stage, buildArguments: BuildArguments): readonly Stage[] {
  const base = expand(stage.base, scopeAt(dockerfile, stage, stage.from, buildArguments)).value;
  const parent = stageNamed(dockerfile, base, stage.index);
  return parent ? [...chainOf(dockerfile, parent, buildArguments), stage] : [stage];
}

const bare = (name: string): string => name.replace(/^(["'])(.*)\1$/, '$2');

/** The text behind the keyword, as it goes to the shell. */
const bodyOf = ({ text }: Instruction): string => text.replace(/^\s*\S+\s+/, '').trim();

const portOf = (written: string): string => (written.includes('/') ? written.toLowerCase() : `${written}/tcp`);

/** A relative folder starts at the one before, which the base image may have set. */
function folderAfter(before: string | null, written: string | null): string | null {
  if (written === null) return null;
  if (written.startsWith('/')) return normalisePosix(written);
  return before === null ? null : normalisePosix(`${before}/${written}`);
}

/** https://docs.docker.com/reference/dockerfile/#healthcheck */
function healthcheckOf({ words, flags, isExecForm, text }: Instruction): unknown {
  const [kind, ...command] = words.map(({ value }) => value);
  if (kind?.toUpperCase() === 'NONE') return { Test: ['NONE'], Interval: 0, Timeout: 0, StartPeriod: 0, Retries: 0 };
  const flag = (name: string): string => flags.find((one) => one.name === name)?.value ?? '';
  const shellCommand = text.replace(/^\s*HEALTHCHECK\s+(?:--\S+\s+)*CMD\s+/i, '').trim();
  return {
    Test: isExecForm ? ['CMD', ...command] : ['CMD-SHELL', shellCommand],
    Interval: nanoseconds(flag('interval')) ?? 0,
    Timeout: nanoseconds(flag('timeout')) ?? 0,
    StartPeriod: nanoseconds(flag('start-period')) ?? 0,
    Retries: Number(flag('retries') || '0'),
  };
}
