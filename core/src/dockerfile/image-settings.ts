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
 * `isOpen` tells whether a variable's value was decided outside, by a build argument that nobody here knows.
 */
export function imageSettings(
  dockerfile: Dockerfile,
  built: Stage,
  buildArguments: BuildArguments,
  isOpen: (instruction: Instruction) => boolean,
): readonly ImageSetting[] {
  const settings = new Map<string, ImageSetting>();
  let shell: readonly string[] = ['/bin/sh', '-c'];
  let folder: string | null = null;
  for (const stage of chainOf(dockerfile, built, buildArguments)) {
    for (const instruction of stage.instructions) {
      const set = (name: string, value: unknown): void => {
        const { keyword } = instruction;
        settings.set(`${keyword} ${name}`, { keyword, name, value, stage, instruction });
      };
      const scope = scopeAt(dockerfile, stage, instruction, buildArguments);
      const expanded = (raw: string): string | null => {
        const { value, isKnown } = expand(raw, scope);
        return isKnown && !isOpen(instruction) ? value : null;
      };
      const texts = instruction.words.map(({ value }) => value);
      const words = instruction.words.map(({ raw }) => expanded(raw));
      switch (instruction.keyword) {
        case 'ENV':
        case 'LABEL':
          for (const { name, raw } of assignmentsOf(instruction, dockerfile.escape))
            set(bare(name), expanded(raw ?? ''));
          break;
        case 'SHELL':
          shell = texts;
          set('', texts);
          break;
        case 'CMD':
        case 'ENTRYPOINT':
          set('', instruction.isExecForm ? texts : [...shell, bodyOf(instruction)]);
          break;
        case 'USER':
        case 'STOPSIGNAL':
          set('', words[0] ?? null);
          break;
        case 'WORKDIR':
          folder = folderAfter(folder, words[0] ?? null);
          set('', folder);
          break;
        case 'EXPOSE':
          for (const port of words.flatMap((word) => (word === null ? [] : [portOf(word)]))) set(port, true);
          break;
        case 'VOLUME':
          for (const path of instruction.isExecForm ? texts : words) if (path !== null) set(path, true);
          break;
        case 'HEALTHCHECK':
          set('', healthcheckOf(instruction));
          break;
      }
    }
  }
  return [...settings.values()];
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
