import type { Instruction } from '../../../core/src/dockerfile/model.ts';
import { lineIndexOf } from '../../../core/src/line-index.ts';
import { isInside } from '../../../core/src/path.ts';
import type { PlacedCommand } from '../../../core/src/shell/commands-of-run.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { DockerfileSubject, Fix } from '../lint/define-rule.ts';
import { contextCopyOf, type ContextCopy } from './context-copy.ts';
import { instructionEdits, type Split } from './instruction-edits.ts';
import { isIndependent } from './independent.ts';
import { lineOf, type Install } from './install.ts';
import { installsAt, stepsOf, type LateInstall, type Step } from './late-installs.ts';
import { manifestCopies } from './manifest-copy.ts';

export const messages = defineMessages({
  move: 'Run {command} before the source is copied',
  insert: 'Fetch the dependencies before the source is copied: {command}',
});

/**
 * Returns the edit that lets an install run before the source is copied, or null where that could end in another image or in
 * no image: the copies of the source move below it, and copies of the files that it reads take their place.
 */
export function installBeforeSource(file: DockerfileSubject, late: LateInstall): Fix | null {
  const { install, run, sources } = late;
  const [first] = sources;
  const { instructions } = run.stage;
  const start = instructions.indexOf(first.instruction);
  const end = instructions.indexOf(run.instruction);
  if (install.way.is === 'none' || start < 0 || sources.some(({ stage }) => stage !== run.stage)) return null;
  const steps = stepsOf(file.dockerfile, run.stage);
  const between = steps.filter(({ instruction }) => instructions.slice(start + 1, end).includes(instruction));
  if (!between.every((step) => canStayAbove(file, step, sources))) return null;
  const cut = install.way.is === 'move' ? cutOf(file, run, install) : null;
  if (install.way.is === 'move' ? cut === null : file.commandsOf(run.instruction)[0] !== install.command) return null;
  const atFirst = steps.find(({ instruction }) => instruction === first.instruction);
  const lines = manifestLines(file, late, between, atFirst?.workingFolder ?? '/');
  if (!lines) return null;
  const edits = instructionEdits(file.dockerfile.text);
  const moved = sources.map(({ instruction }) =>
    edits.take(instruction, instruction === first.instruction ? lines : []),
  );
  if (install.way.is === 'move') edits.putBehind(run.instruction, cut?.split ?? null, moved);
  else edits.putBefore(run.instruction, install.way.command, moved);
  const shown = install.command.words.map(({ raw }) => raw).join(' ');
  const title =
    install.way.is === 'move'
      ? messages('move', { command: shown })
      : messages('insert', { command: install.way.command });
  return { title, edits: edits.all, safe: false };
}

/** The manifests of the install, and of the others that come to run before the source with it. */
function manifestLines(
  file: DockerfileSubject,
  late: LateInstall,
  between: readonly Step[],
  workingFolder: string,
): string[] | null {
  const { install, run, folder, copies, sources } = late;
  const others = [...between, run].flatMap((step) => installsAt(file, step));
  const all = install.way.is === 'move' ? others : [{ install, folder }];
  const lines: string[] = [];
  for (const one of all) {
    if (one.install.way.is !== 'move' && one.install.command !== install.command) return null;
    const own = manifestCopies({ ...one, workingFolder }, copies, sources, file.context);
    if (!own) return null;
    lines.push(...own.filter((line) => !lines.includes(line)));
  }
  return lines;
}

/** Whether an instruction between the copy and the install does the same when the source comes later. */
function canStayAbove(file: DockerfileSubject, step: Step, sources: readonly ContextCopy[]): boolean {
  const { instruction } = step;
  const words = sources.flatMap((copy) => copy.instruction.words);
  if (sources.some((copy) => copy.instruction === instruction)) return true;
  switch (instruction.keyword) {
    case 'RUN':
      return file.commandsOf(instruction).every((command) => isIndependent(command) || isMovable(file, step, command));
    case 'COPY':
    case 'ADD':
      return !overlaps(file, step, sources);
    case 'ENV':
    case 'ARG':
      return !words.some(({ raw }) => raw.includes('$'));
    case 'WORKDIR':
      return sources.every((copy) => copy.instruction.words.at(-1)?.value.startsWith('/'));
    case 'VOLUME':
    case 'ONBUILD':
      return false;
    default:
      return true;
  }
}

const isMovable = (file: DockerfileSubject, step: Step, command: PlacedCommand): boolean =>
  installsAt(file, step).some(({ install }) => install.command === command && install.way.is === 'move');

/** A copy over a part of the source must stay behind it. */
function overlaps(
  file: DockerfileSubject,
  { stage, instruction, workingFolder }: Step,
  sources: readonly ContextCopy[],
): boolean {
  const withoutFrom: Instruction = { ...instruction, flags: [] };
  const destination = contextCopyOf(file.dockerfile, stage, withoutFrom, workingFolder)?.destination;
  if (destination === undefined) return true;
  return sources.some((copy) => isInside(destination, copy.destination) || isInside(copy.destination, destination));
}

/** How much of the RUN moves: all of it, or what stands before the first command that needs the source. */
interface Cut {
  readonly split: Split | null;
}

function cutOf(file: DockerfileSubject, step: Step, install: Install): Cut | null {
  const { instruction: run } = step;
  const commands = file.commandsOf(run);
  const needsSource = commands.findIndex((command) => !isIndependent(command) && !isMovable(file, step, command));
  if (needsSource < 0) return { split: null };
  const [from, to] = [commands[needsSource - 1], commands[needsSource]];
  if (!from || !to || commands.indexOf(install.command) >= needsSource) return null;
  const isList = commands.every(({ isIn, connector }, at) => isIn.length === 0 && (at === 0 || connector === '&&'));
  const isPlain = isList && !run.isExecForm && run.heredocs.length === 0;
  const setUp = commands
    .slice(0, needsSource)
    .filter(({ name }) => ['cd', 'set', 'export', '.', 'source'].includes(name));
  const isRepeatable = setUp.every(
    ({ name, words }) => name !== '.' && name !== 'source' && words.every(({ isLiteral }) => isLiteral),
  );
  const index = lineIndexOf(file.dockerfile.text);
  const gap = file.dockerfile.text.slice(index.offsetAt(from.range.end), index.offsetAt(to.range.start));
  const isBare = gap.replace('&&', '').replaceAll(file.dockerfile.escape, '').trim() === '';
  return isPlain && isRepeatable && isBare
    ? { split: { from, to, setUp: setUp.map((command) => lineOf(command)) } }
    : null;
}
