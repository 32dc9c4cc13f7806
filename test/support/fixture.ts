import { parseDockerignore } from '../../core/src/dockerignore/dockerignore.ts';
import type { BuildContext } from '../../server/src/lint/build-context.ts';

/**
 * A file of cases for one rule. `#: title` opens a case. Under a line of it, `#` and carets mark the range of a finding and name
 * its message; a `#` right before the carets counts as one of them. `#= title` names a fix of the finding marked last, and the
 * text behind it is what the fix makes of the whole case. `#@ file path` and `#@ file path = content` put a file into the
 * build context, `#@ ignore pattern` a line into its `.dockerignore`; without either there is no context.
 */
export interface FixtureCase {
  readonly title: string;
  readonly text: string;
  readonly expected: readonly ExpectedFinding[];
  readonly context: BuildContext | null;
}

/** A finding as a fixture marks it; `end` is null when it ends on a later line. */
export interface ExpectedFinding {
  readonly message: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly fixes: { readonly title: string; readonly text: string }[];
}

/** Returns the cases of a fixture file. */
export const readFixture = (source: string): FixtureCase[] =>
  source
    .split(/^#: /m)
    .slice(1)
    .map((part) => readCase(part.split('\n')));

function readCase([title = '', ...lines]: readonly string[]): FixtureCase {
  const text: string[] = [];
  const expected: ExpectedFinding[] = [];
  const files = new Map<string, string>();
  const ignored: string[] = [];
  let target = text;
  const fixes: { fix: { title: string; text: string }; lines: string[] }[] = [];
  for (const line of lines) {
    const [, start, carets = '', message = ''] = /^#(\s*)(\^+) (\w+)$/.exec(line) ?? [];
    const [, fixTitle] = /^#= (.+)$/.exec(line) ?? [];
    const [, path, content = ''] = /^#@ file (\S+)(?: = (.*))?$/.exec(line) ?? [];
    const [, pattern] = /^#@ ignore (.*)$/.exec(line) ?? [];
    if (start !== undefined) {
      const from = start === '' ? 0 : 1 + start.length;
      expected.push({ message, line: text.length - 1, start: from, end: 1 + start.length + carets.length, fixes: [] });
    } else if (fixTitle !== undefined) {
      const fix = { title: fixTitle, text: '' };
      target = [];
      expected.at(-1)?.fixes.push(fix);
      fixes.push({ fix, lines: target });
    } else if (path !== undefined) files.set(path, content);
    else if (pattern !== undefined) ignored.push(pattern);
    else target.push(line);
  }
  for (const { fix, lines: fixed } of fixes) fix.text = trimEnd(fixed);
  return { title, text: trimEnd(text), expected, context: contextOf(files, ignored) };
}

/** The empty line before the next case belongs to nobody. */
const trimEnd = (lines: readonly string[]): string => `${lines.join('\n').trimEnd()}\n`;

function contextOf(files: ReadonlyMap<string, string>, ignored: readonly string[]): BuildContext | null {
  return files.size + ignored.length === 0 ? null : exampleContext([...files.keys()], ignored.join('\n'), files);
}

/** Returns a build context of some files, with a `.dockerignore` where it has lines. */
export const exampleContext = (
  files: readonly string[],
  ignoreFile: string,
  contents: ReadonlyMap<string, string> = new Map(),
): BuildContext => ({
  files,
  ignoreFile:
    ignoreFile === ''
      ? null
      : { uri: 'file:///context/.dockerignore', name: '.dockerignore', rules: parseDockerignore(ignoreFile) },
  readText: (path) => contents.get(path) ?? null,
});
