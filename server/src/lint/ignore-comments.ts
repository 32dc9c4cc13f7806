import type { Dockerfile, Instruction } from '../../../core/src/dockerfile/model.ts';
import { comparePositions, type Range } from '../../../core/src/range.ts';

/** Whether a comment in the document silences a rule; `names` are the rule's id and those of its relatives in other tools. */
export type IsIgnored = (names: readonly string[], range: Range) => boolean;

interface Silence {
  readonly names: ReadonlySet<string>;
  /** What it silences; null for the whole document. */
  readonly range: Range | null;
}

/**
 * Reads the comments that silence rules: ours (`# unstale ignore=a,b`, `# unstale global ignore=a`), hadolint's of the same forms
 * (https://github.com/hadolint/hadolint#inline-ignores), and BuildKit's `# check=skip=A,B`, as a directive for the whole file and as a
 * comment above one instruction (https://docs.docker.com/reference/dockerfile/#check). Other tools' names count where a rule
 * lists them as its relatives.
 */
export function ignoreComments(dockerfile: Dockerfile): IsIgnored {
  const silences = [...directiveSilences(dockerfile), ...commentSilences(dockerfile)];
  if (silences.length === 0) return () => false;
  return (names, range) =>
    silences.some(
      (silence) =>
        (silence.range === null || isIn(range, silence.range)) &&
        names.some((name) => silencesName(silence.names, name)),
    );
}

const silencesName = (names: ReadonlySet<string>, name: string): boolean =>
  names.has(name) || (name.startsWith('buildkit/') && names.has('buildkit/all'));

const isIn = (range: Range, outer: Range): boolean =>
  comparePositions(outer.start, range.start) <= 0 && comparePositions(range.start, outer.end) <= 0;

function directiveSilences({ directives }: Dockerfile): Silence[] {
  return directives.flatMap(({ name, value }) => {
    const names = name === 'check' ? skippedChecks(value) : null;
    return names ? [{ names, range: null }] : [];
  });
}

/** `skip=A,B;error=true` */
function skippedChecks(value: string): ReadonlySet<string> | null {
  const skip = value.split(';').find((part) => part.trim().startsWith('skip='));
  return skip ? namesIn(skip.trim().slice('skip='.length), 'buildkit/') : null;
}

const namesIn = (list: string, prefix: string): ReadonlySet<string> =>
  new Set(list.split(/[\s,]+/).flatMap((name) => (name === '' ? [] : [prefix + name])));

function commentSilences(dockerfile: Dockerfile): Silence[] {
  const instructions = [
    ...dockerfile.globals,
    ...dockerfile.stages.flatMap((stage) => [stage.from, ...stage.instructions]),
  ];
  return dockerfile.comments.flatMap(({ text, range }): Silence[] => {
    const found = readComment(text);
    if (!found) return [];
    if (found.isGlobal) return [{ names: found.names, range: null }];
    const instruction = instructionFor(instructions, range);
    return instruction ? [{ names: found.names, range: instruction.range }] : [];
  });
}

/** A name may be followed by a remark after a blank, as long as no comma joins them. */
function readComment(text: string): { names: ReadonlySet<string>; isGlobal: boolean } | null {
  const [, tool, global, list] = /^(unstale|hadolint)\s+(global\s+)?ignore=([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text) ?? [];
  if (tool && list)
    return { names: namesIn(list, tool === 'unstale' ? '' : 'hadolint/'), isGlobal: global !== undefined };
  const [, checks] = /^check=(skip=[\w,]+)/.exec(text) ?? [];
  const names = checks ? skippedChecks(checks) : null;
  return names ? { names, isGlobal: false } : null;
}

/** A comment speaks of the instruction it stands in, or else of the next one. */
function instructionFor(instructions: readonly Instruction[], comment: Range): Instruction | undefined {
  return instructions.find(({ range }) => comparePositions(comment.start, range.end) <= 0);
}
