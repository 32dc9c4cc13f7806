import { basename, dirname, join, normalisePosix } from '../path.ts';
import { rangeOnLine, type Range } from '../range.ts';
import { defineMessages, type Text } from '../text.ts';
import { compilePattern, type CompiledPattern, type PatternProblem } from './pattern.ts';

/**
 * One line of an ignore file that is neither empty nor a comment. `pattern` is cleaned as Docker does it: no `!`, no `/` or `./` at
 * its beginning, no `/` at its end. `line` is zero-based; `range` covers what was written, without the space around it.
 */
export interface IgnoreRule {
  readonly pattern: string;
  readonly isException: boolean;
  readonly line: number;
  readonly range: Range;
  readonly compiled: CompiledPattern;
}

/**
 * Whether a path is kept out of the build context, and the rule that gave it this state: the one that excluded it, or the exception
 * that brought it back. `by` is null when no rule had a say. A rule decides for a path also by matching one of its folders.
 */
export interface IgnoreDecision {
  readonly excluded: boolean;
  readonly by: IgnoreRule | null;
}

/** A line that Docker cannot use, or does not use as it reads. */
export interface IgnoreProblem {
  readonly id: PatternProblem;
  readonly text: Text;
  readonly rule: IgnoreRule;
}

/** The sentences about lines of an ignore file. */
export const ignoreMessages = defineMessages({
  malformed: 'Docker cannot read the pattern {pattern}: the build fails',
  'lone-exclamation': 'An exclamation mark without a pattern makes the build fail',
  'escaped-letter': 'A backslash is not a separator here: {pattern} matches no file, write / instead',
  'odd-class': 'Docker reads {pattern} in a way that matches no ordinary file name',
});

/**
 * Returns the rules of an ignore file in their order. Never fails: a pattern that Docker refuses becomes a rule that matches
 * nothing, see `ignoreProblems`. The reading follows Moby's
 * (https://github.com/moby/patternmatcher/blob/main/ignorefile/ignorefile.go): a comment has its `#` in the first column, and a
 * `/` at the beginning has no meaning.
 */
export function parseDockerignore(text: string): IgnoreRule[] {
  return text.split('\n').flatMap((lineText, line) => readLine(lineText, line) ?? []);
}

function readLine(lineText: string, line: number): IgnoreRule | null {
  const withoutMark = line === 0 ? lineText.replace(/^\uFEFF/, '') : lineText;
  const written = lineText.replace(/^\uFEFF/, '').trim();
  if (withoutMark.startsWith('#') || written === '') return null;
  const start = lineText.indexOf(written);
  const range = rangeOnLine(line, start, start + written.length);

  const body = written.startsWith('!') ? written.slice(1).trim() : written;
  const rooted = body === '' ? '' : normalisePosix(body);
  const cleaned = rooted.length > 1 && rooted.startsWith('/') ? rooted.slice(1) : rooted;
  // The matcher looks for the mark once more, after the cleaning: `/!x` is an exception too, and `!/` is a lone mark.
  const marked = (written.startsWith('!') ? `!${cleaned}` : cleaned).trim();
  const isException = marked.startsWith('!');
  const pattern = isException ? normalisePosix(marked).slice(1) : marked;
  const compiled: CompiledPattern =
    isException && pattern === '' ? { problem: 'lone-exclamation' } : compilePattern(pattern);
  return { pattern, isException, line, range, compiled };
}

/** Returns what is wrong with the rules, in their order. */
export function ignoreProblems(rules: readonly IgnoreRule[]): IgnoreProblem[] {
  return rules.flatMap((rule) => {
    if (!('problem' in rule.compiled)) return [];
    const { problem } = rule.compiled;
    const text =
      problem === 'lone-exclamation' ? ignoreMessages(problem) : ignoreMessages(problem, { pattern: rule.pattern });
    return [{ id: problem, text, rule }];
  });
}

/** The decision on one path, and for each rule whether it matched the path or, through `parent`, one of its folders. */
interface Visit extends IgnoreDecision {
  readonly matched: readonly boolean[];
}

/** Decisions on folders, kept for as long as the rules are: the 20,000 files of a context share a few hundred folders. */
const visitedFolders = new WeakMap<readonly IgnoreRule[], Map<string, Visit>>();
const MAX_VISITED_FOLDERS = 20_000;

/**
 * Returns the decision on `relativePath`: seen from the context's root, with `/` between names, case-sensitive. The root itself is
 * never excluded. The path's folders are visited from the top as the client does that sends the context, and that matters: a rule
 * that is passed over at a folder is not held against the folder later, so `dir/file` followed by `!dir` leaves `dir/file` out
 * (https://github.com/tonistiigi/fsutil/blob/master/filter.go; seen so on engines 20.10 and 28).
 */
export function decide(rules: readonly IgnoreRule[], relativePath: string): IgnoreDecision {
  const path = normalisePosix(relativePath).replace(/^\/+/, '');
  if (path === '' || path === '.') return { excluded: false, by: null };

  let parent: Visit | null = null;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    parent = visitFolder(rules, path.slice(0, slash), parent);
  }
  const { excluded, by } = visit(rules, path, parent);
  return { excluded, by };
}

function visitFolder(rules: readonly IgnoreRule[], folder: string, parent: Visit | null): Visit {
  let folders = visitedFolders.get(rules);
  if (folders === undefined || folders.size >= MAX_VISITED_FOLDERS) {
    folders = new Map();
    visitedFolders.set(rules, folders);
  }
  let known = folders.get(folder);
  if (known === undefined) {
    known = visit(rules, folder, parent);
    folders.set(folder, known);
  }
  return known;
}

function visit(rules: readonly IgnoreRule[], path: string, parent: Visit | null): Visit {
  const matched: boolean[] = [];
  let excluded = false;
  let by: IgnoreRule | null = null;
  for (const [index, rule] of rules.entries()) {
    let isMatch = parent?.matched[index] ?? false;
    // A rule that could not change the state is not asked, and counts as one that does not match.
    if (!isMatch && rule.isException === excluded) {
      isMatch = 'matches' in rule.compiled && rule.compiled.matches(path);
    }
    matched.push(isMatch);
    if (isMatch && rule.isException === excluded) {
      excluded = !rule.isException;
      by = rule;
    }
  }
  return { excluded, by, matched };
}

/**
 * Returns where the ignore file of a build may be, the one that counts first; only the first that exists is read. BuildKit takes
 * `<Dockerfile>.dockerignore` beside the Dockerfile before `.dockerignore` in the context's root; the legacy builder knows only the latter
 * (https://docs.docker.com/build/concepts/context/#filename-and-location). The Dockerfile and the ignore file always reach the
 * builder, yet COPY does not see them when a rule excludes them.
 */
export function ignoreFileCandidates(dockerfilePath: string, contextDir: string): string[] {
  return [join(dirname(dockerfilePath), `${basename(dockerfilePath)}.dockerignore`), join(contextDir, '.dockerignore')];
}
