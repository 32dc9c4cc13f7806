import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { workingFolderAt } from '../../../core/src/dockerfile/carried-paths.ts';
import { destinationOf } from '../../../core/src/dockerfile/copy-paths.ts';
import { chainOf } from '../../../core/src/dockerfile/image-settings.ts';
import type { Heredoc, Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { ImageJson } from '../diagnosis/engine-json.ts';
import { shown, type PlannedBuild } from '../workspace/plan-build.ts';
import { answerTo, type Gatherer } from './gatherer.ts';
import { seeFile, withProbe } from './see-file.ts';

export const messages = defineMessages({
  noImage: 'The image is gone',
  notCompared: 'Whether the image has the text of {instruction} cannot be told',
});

/** The COPY steps with a text of their own, and whether an image has them as they are now; null where that cannot be told. */
export type HeredocSteps = ReadonlyMap<Instruction, boolean | null>;

/** A file that a COPY writes from the text in the Dockerfile. */
interface Written {
  readonly instruction: Instruction;
  readonly path: string;
  /** Null where variables are put into it. */
  readonly sha256: string | null;
  /** A RUN after it may have written the file again. */
  readonly isLast: boolean;
}

/**
 * Returns which of the COPY steps with a text of their own an image has as they are now: a history keeps such a step without the text, so
 * the files are read. Null for a step where that cannot be told.
 */
export async function heredocSteps(
  { engine, ask }: Pick<Gatherer, 'engine' | 'ask'>,
  build: PlannedBuild,
  built: Stage,
  image: ImageJson,
): Promise<HeredocSteps> {
  const files = writtenBy(build, built);
  const seen = new Map<Instruction, boolean | null>(files.map(({ instruction }) => [instruction, null]));
  if (files.length === 0) return seen;
  const looks = withProbe(
    engine,
    image,
    (probe) => Promise.all(files.map(({ path }) => seeFile(engine, probe, path, ask))),
    ask,
  );
  const found = (await answerTo(looks, messages('noImage'))).value ?? [];
  for (const { instruction } of files) {
    const told = files.flatMap((file, index) => {
      const there = found[index];
      if (file.instruction !== instruction || !there) return [];
      if (file.sha256 !== null && there.kind === 'file' && there.sha256 === file.sha256) return [true];
      return [file.sha256 !== null && file.isLast ? false : null];
    });
    if (told.length > 0) seen.set(instruction, told.includes(false) ? false : told.includes(null) ? null : true);
  }
  return seen;
}

/** Returns what could not be told of them. */
export const heredocDoubts = (heredocs: HeredocSteps): readonly Text[] =>
  [...heredocs].flatMap(([instruction, isThere]) =>
    isThere === null ? [messages('notCompared', { instruction: shown(instruction) })] : [],
  );

function writtenBy({ found, buildArguments }: PlannedBuild, built: Stage): readonly Written[] {
  const { dockerfile } = found;
  const chain = chainOf(dockerfile, built, buildArguments);
  const steps = chain.flatMap((stage) => stage.instructions.map((instruction) => ({ stage, instruction })));
  return steps.flatMap(({ stage, instruction }, at): readonly Written[] => {
    const { keyword, words, heredocs } = instruction;
    if (!['COPY', 'ADD'].includes(keyword) || heredocs.length === 0) return [];
    const destination = words.at(-1)?.value ?? '';
    if (destination.includes('$')) return heredocs.map(() => ({ instruction, path: '', sha256: null, isLast: false }));
    const folder = workingFolderAt(dockerfile, stage, instruction, { buildArguments, imageWorkingFolder: '/' });
    const isIntoFolder = destination.endsWith('/') || words.length > 2;
    return heredocs.map((heredoc) => {
      const path = destinationOf(destination, folder, '', heredoc.name, isIntoFolder);
      const isLast = !steps.slice(at + 1).some((later) => mayWrite(later.instruction, basename(path)));
      return { instruction, path, sha256: shaOf(instruction, heredoc), isLast };
    });
  });
}

/** Whether a later step names the file, otherwise than to give it a mode or an owner. */
const mayWrite = ({ keyword, text }: Instruction, name: string): boolean =>
  ['RUN', 'COPY', 'ADD'].includes(keyword) && text.includes(name) && !/^\s*RUN\s+ch(?:mod|own)\s[^;&|]*$/i.test(text);

/** BuildKit puts variables into the text unless the name is quoted, and takes the tabs before each line away after `<<-`. */
function shaOf({ text }: Instruction, { name, content }: Heredoc): string | null {
  const [, dash = '', quote = ''] = new RegExp(`<<(-?)(["']?)${name.replace(/\W/g, '\\$&')}\\2`).exec(text) ?? [];
  if (quote === '' && /[$\\]/.test(content)) return null;
  const written = dash === '' ? content : content.replace(/^\t+/gm, '');
  return createHash('sha256').update(written).digest('hex');
}
