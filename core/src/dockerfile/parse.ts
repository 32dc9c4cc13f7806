import { DockerfileParser } from 'dockerfile-ast';
import { lineIndexOf, type LineIndex } from '../line-index.ts';
import { endOfLine, joinLines, type LogicalLine } from './logical-line.ts';
import type { Comment, Directive, Dockerfile, Flag, Heredoc, Instruction, Stage, Word } from './model.ts';
import { parseJson, skipBlanks, splitJson, splitWords, unquote, wordStyleOf, type Span } from './words.ts';

/** What the parts of one instruction are read with. */
interface Reading {
  readonly document: string;
  readonly index: LineIndex;
  readonly escape: string;
  readonly line: LogicalLine;
  /** The offset at which the instruction ends, heredocs included. */
  readonly end: number;
}

const execForms = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);
const heredocKeywords = new Set(['ADD', 'COPY', 'RUN']);
const directiveNames = new Set(['syntax', 'escape', 'check']);

/**
 * Returns the model of a Dockerfile. It never throws: half-written instructions are there as far as they go.
 * dockerfile-ast finds the instructions, comments and directives; flags, words, JSON forms and heredocs are read here, after
 * BuildKit's parser, because dockerfile-ast cuts every argument at blanks and counts the lines of a heredoc as arguments.
 */
export function parseDockerfile(text: string): Dockerfile {
  const tree = DockerfileParser.parse(text);
  const index = lineIndexOf(text);
  const { directives, comments } = readDirectives(tree, text, index);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const instructions = tree.getInstructions().map((node) => {
    const range = node.getRange();
    const start = index.offsetAt(range.start);
    const end = index.offsetAt(range.end);
    const line = joinLines(text, start, end, escape);
    return readInstruction({ document: text, index, escape, line, end }, 0);
  });
  const firstFrom = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  return {
    text,
    escape,
    directives,
    comments: [...comments, ...tree.getComments().map((node) => ({ text: node.getContent(), range: node.getRange() }))],
    globals: instructions.slice(0, firstFrom < 0 ? undefined : firstFrom).filter(({ keyword }) => keyword === 'ARG'),
    stages: firstFrom < 0 ? [] : readStages(instructions.slice(firstFrom), index.positionAt(text.length)),
  };
}

/**
 * Splits what dockerfile-ast takes for directives: the first line that is none that BuildKit knows ends them, and it and the
 * rest are comments (`# hadolint global ignore=…` is one).
 */
function readDirectives(tree: ReturnType<typeof DockerfileParser.parse>, text: string, index: LineIndex) {
  const directives: Directive[] = [];
  const comments: Comment[] = [];
  for (const node of tree.getDirectives()) {
    const range = node.getRange();
    const written = text.slice(index.offsetAt(range.start), index.offsetAt(range.end));
    const [, name = '', value = ''] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.*?)\s*$/.exec(written) ?? [];
    const isDirective = comments.length === 0 && directiveNames.has(name.toLowerCase());
    if (isDirective) directives.push({ name: name.toLowerCase(), value, range });
    else comments.push({ text: written.slice(1).trim(), range });
  }
  return { directives, comments };
}

function readStages(instructions: readonly Instruction[], documentEnd: Stage['range']['end']): Stage[] {
  const starts = instructions.flatMap(({ keyword }, at) => (keyword === 'FROM' ? [at] : []));
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    const [from, ...body] = instructions.slice(start, next);
    if (!from) return [];
    const end = (next === undefined ? undefined : instructions[next]?.range.start) ?? documentEnd;
    const [base, as, name] = from.words;
    return {
      index,
      name: as?.value.toUpperCase() === 'AS' && name ? name.value : null,
      base: base?.raw ?? '',
      from,
      instructions: body,
      range: { start: from.range.start, end },
    };
  });
}

function readInstruction(reading: Reading, from: number): Instruction {
  const { line, index, escape, end } = reading;
  const keywordEnd = from + (/^\S*/.exec(line.text.slice(from))?.[0].length ?? 0);
  const keyword = line.text.slice(from, keywordEnd).toUpperCase();
  const flags = readFlags(reading, keywordEnd);
  // A trigger cannot hold another trigger (https://docs.docker.com/reference/dockerfile/#onbuild).
  const trigger = keyword === 'ONBUILD' && from === 0 ? readTrigger(reading, keywordEnd) : null;
  const { words, isExecForm } = readWords(reading, keyword, flags.end);
  const heredocs = heredocKeywords.has(keyword) ? readHeredocs(reading, words) : [];
  return {
    keyword,
    keywordRange: rangeOfSpan(reading, { start: from, end: keywordEnd }),
    range: index.rangeOf(line.offsetAt(from), end),
    flags: flags.list,
    words: words.map((span) => readWord(reading, span, isExecForm && line.text[span.start] === '"', escape)),
    isExecForm,
    heredocs: trigger ? trigger.heredocs : heredocs,
    text: line.text.slice(from).trim(),
    trigger,
  };
}

function readTrigger(reading: Reading, keywordEnd: number): Instruction | null {
  const start = skipBlanks(reading.line.text, keywordEnd);
  return start < reading.line.text.length ? readInstruction(reading, start) : null;
}

/** Flags are the words that begin with `--` before the first other word; a lone `--` ends them. */
function readFlags(reading: Reading, from: number): { list: Flag[]; end: number } {
  const { text } = reading.line;
  const list: Flag[] = [];
  let end = from;
  for (const span of splitWords(text, from, 'quoted', reading.escape)) {
    const raw = text.slice(span.start, span.end);
    if (!raw.startsWith('--')) break;
    end = span.end;
    if (raw === '--') break;
    const equals = raw.indexOf('=');
    list.push({
      name: equals < 0 ? raw.slice(2) : raw.slice(2, equals),
      value: equals < 0 ? null : unquote(raw.slice(equals + 1), reading.escape),
      range: rangeOfSpan(reading, span),
    });
  }
  return { list, end };
}

function readWords(reading: Reading, keyword: string, from: number): { words: Span[]; isExecForm: boolean } {
  const { text } = reading.line;
  const json = execForms.has(keyword) ? splitJson(text, from) : null;
  if (json) return { words: json, isExecForm: true };
  const words = splitWords(text, from, wordStyleOf(keyword), reading.escape);
  const [first] = words;
  if (keyword !== 'HEALTHCHECK' || !first) return { words, isExecForm: false };
  const command = splitJson(text, first.end);
  return command ? { words: [first, ...command], isExecForm: true } : { words, isExecForm: false };
}

function readWord(reading: Reading, span: Span, isJson: boolean, escape: string): Word {
  const raw = reading.line.text.slice(span.start, span.end);
  const decoded = isJson ? parseJson(raw) : null;
  return {
    raw,
    value: typeof decoded === 'string' ? decoded : unquote(raw, escape),
    range: rangeOfSpan(reading, span),
  };
}

/** Heredocs follow the instruction's line in the order in which their names stand on it. */
function readHeredocs(reading: Reading, words: readonly Span[]): Heredoc[] {
  const { document, index, line, end } = reading;
  const heredocs: Heredoc[] = [];
  let offset = nextLine(document, line.end);
  for (const span of words) {
    const match = /^\d*<<(-?)(["']?)([^<"']+)\2$/.exec(line.text.slice(span.start, span.end));
    if (!match || offset > end) continue;
    const [, dash, , name = ''] = match;
    const start = offset;
    let contentEnd = end;
    while (offset < end) {
      const lineEnd = endOfLine(document, offset, end);
      const written = document.slice(offset, lineEnd);
      const at = offset;
      offset = nextLine(document, lineEnd);
      if ((dash ? written.replace(/^\t+/, '') : written) !== name) continue;
      contentEnd = at;
      break;
    }
    heredocs.push({ name, content: document.slice(start, contentEnd), range: index.rangeOf(start, contentEnd) });
  }
  return heredocs;
}

const nextLine = (document: string, lineEnd: number): number =>
  lineEnd + (document.startsWith('\r\n', lineEnd) ? 2 : lineEnd < document.length ? 1 : 0);

/** The range of a span: from its first character to behind its last one, which may stand on a later line. */
function rangeOfSpan({ line, index }: Reading, { start, end }: Span) {
  const startOffset = line.offsetAt(start);
  return index.rangeOf(startOffset, end > start ? line.offsetAt(end - 1) + 1 : startOffset);
}
