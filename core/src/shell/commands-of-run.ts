import { joinLines } from '../dockerfile/logical-line.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { splitWords } from '../dockerfile/words.ts';
import { lineIndexOf, type LineIndex } from '../line-index.ts';
import type { Range } from '../range.ts';
import type { Shell, ShellCommand, ShellWord } from './shell.ts';

/** A word of a command with its place in the document. */
export interface PlacedWord extends ShellWord {
  readonly range: Range;
}

/** A command of a RUN instruction with its place in the document, continuations and heredocs taken into account. */
export interface PlacedCommand extends Omit<ShellCommand, 'words'> {
  readonly words: readonly PlacedWord[];
  readonly range: Range;
}

/** A script and where each of its characters stands in the document. */
interface PlacedScript {
  readonly script: string;
  readonly offsetAt: (index: number) => number;
}

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
const heredocOperator = /(?<=^|\s)\d*<<-?(["']?)[^\s<"']+\1(?=\s|$)/g;

/**
 * Returns the commands that a RUN instruction runs: of its shell form, of its heredocs where a shell reads them, and of
 * `["sh", "-c", "…"]`. Scripts of other interpreters give only the command that calls them.
 */
export function commandsOfRun(dockerfile: Dockerfile, instruction: Instruction, shell: Shell): PlacedCommand[] {
  if (instruction.keyword !== 'RUN') return [];
  if (instruction.isExecForm) return commandsOfExecForm(instruction, shell);
  const index = indexOf(dockerfile);
  const start = index.offsetAt(instruction.range.start);
  const line = joinLines(dockerfile.text, start, index.offsetAt(instruction.range.end), dockerfile.escape);
  const scriptStart = scriptStartIn(line.text, instruction, dockerfile.escape);
  // The bodies stand elsewhere, and an operator without a body would confuse the shell's grammar.
  const script = line.text.slice(scriptStart).replace(heredocOperator, (operator) => ' '.repeat(operator.length));
  const main: PlacedScript = { script, offsetAt: (at) => line.offsetAt(scriptStart + at) };
  const called = shell.commandsOf(script);
  const readsHeredocs =
    script.trim() === '' || called.some(({ name, words }) => shells.has(name) && !runsItsOwn(words));
  const bodies = readsHeredocs ? instruction.heredocs.filter(({ content }) => isShellScript(content)) : [];
  const scripts = [
    main,
    ...bodies.map(({ content, range }) => {
      const bodyStart = index.offsetAt(range.start);
      return { script: content, offsetAt: (at: number) => bodyStart + at };
    }),
  ];
  return scripts.flatMap((placed) =>
    shell.commandsOf(placed.script).map((command) => place(command, placed, (from, to) => index.rangeOf(from, to))),
  );
}

const indexes = new WeakMap<Dockerfile, LineIndex>();

/** The line index of a document is made once for all its RUN instructions. */
function indexOf(dockerfile: Dockerfile): LineIndex {
  const index = indexes.get(dockerfile) ?? lineIndexOf(dockerfile.text);
  indexes.set(dockerfile, index);
  return index;
}

/** The script begins behind the keyword, the flags, and a lone `--` that ends them. */
function scriptStartIn(line: string, instruction: Instruction, escape: string): number {
  const spans = splitWords(line, 0, 'quoted', escape);
  const first = 1 + instruction.flags.length;
  const next = spans[first];
  const isEndOfFlags = next !== undefined && line.slice(next.start, next.end) === '--';
  return spans[isEndOfFlags ? first + 1 : first]?.start ?? line.length;
}

const runsItsOwn = (words: readonly ShellWord[]): boolean =>
  words.slice(1).some(({ value }) => /^-\w*c$/.test(value) || !value.startsWith('-'));

function isShellScript(content: string): boolean {
  const [, interpreter] = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(\S+)/.exec(content) ?? [];
  return interpreter === undefined || shells.has(interpreter.split('/').at(-1) ?? '');
}

function place(
  command: ShellCommand,
  { script, offsetAt }: PlacedScript,
  rangeOf: (start: number, end: number) => Range,
): PlacedCommand {
  const rangeIn = (start: number, end: number): Range =>
    rangeOf(offsetAt(start), offsetAt(Math.max(start, end - 1)) + 1);
  return {
    ...command,
    range: rangeIn(command.start, Math.min(command.end, script.trimEnd().length)),
    words: command.words.map((word) => ({ ...word, range: rangeIn(word.start, word.end) })),
  };
}

/** The words are as they are; a script given to `sh -c` stands in the document as JSON, so its commands share its range. */
function commandsOfExecForm({ words }: Instruction, shell: Shell): PlacedCommand[] {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return [];
  const name = first.value.split('/').at(-1) ?? '';
  const option = words.findIndex(({ value }, at) => at > 0 && /^-\w*c$/.test(value));
  const script = shells.has(name) && option > 0 ? words[option + 1] : undefined;
  if (script) {
    return shell.commandsOf(script.value).map((command) => ({
      ...command,
      range: script.range,
      words: command.words.map((word) => ({ ...word, range: script.range })),
    }));
  }
  return [
    {
      name,
      words: words.map((word) => ({ ...word, raw: word.value, start: 0, end: 0, isLiteral: true })),
      redirects: [],
      isIn: [],
      connector: null,
      start: 0,
      end: 0,
      range: { start: first.range.start, end: last.range.end },
    },
  ];
}
