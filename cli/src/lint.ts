import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { forJson, forTerminal } from '../../core/src/escape.ts';
import type { Shell } from '../../core/src/shell/shell.ts';
import { defineMessages, plain } from '../../core/src/text.ts';
import { loadNodeShell } from '../../client/src/workspace/load-shell.ts';
import { findBuildContext, type ContextEdge } from '../../server/src/context.ts';
import { severities } from '../../server/src/lint/define-rule.ts';
import { lint as lintDockerfile, type Finding } from '../../server/src/lint/lint.ts';
import { dockerfileSubject } from '../../server/src/lint/subject.ts';
import { defaultSettings } from '../../server/src/settings.ts';
import { findDockerfiles } from './find-dockerfiles.ts';
import type { Io } from './io.ts';
import type { LintOptions } from './lint-command.ts';
import { complain, Problem } from './problem.ts';

/** The exit statuses of `unstale lint`. */
const status = { clean: 0, findings: 1, badInput: 2 } as const;

/** Larger files are no Dockerfiles. */
const maximumCharacters = 1_000_000;

export const messages = defineMessages({
  missing: '{path} does not exist or cannot be read',
  unreadable: '{path} cannot be read: {error}',
  tooLarge: '{path} is too large for a Dockerfile',
  noDockerfile: 'There is no Dockerfile in {path}',
  noShell: 'The grammar for RUN instructions is missing beside the program; install it again',
  crashed: 'The rule {rule} failed on {path}: {error}',
  line: '{path}:{line}:{column}  {severity}  {message}  [{rule}]',
  nothing: 'Nothing found in {files} file(s)',
  count: '{findings} finding(s) in {files} file(s)',
});

/** A finding and the file it was found in, its path as seen from the working folder. */
interface FileFinding {
  readonly file: string;
  readonly finding: Finding;
}

/**
 * Lints Dockerfiles and prints what was found; returns the exit status. A file that cannot be read is said on the error stream,
 * makes the status 2, and does not keep the others from being read.
 */
export async function lint(paths: readonly string[], options: LintOptions, io: Io): Promise<number> {
  const shell = await loadNodeShell();
  if (!shell) throw new Problem(messages('noShell'), status.badInput);
  const { files, isComplete } = await filesAt(paths, io);
  const findings: FileFinding[] = [];
  let isFine = isComplete;
  for (const file of files) {
    const found = await lintFile(file, shell, io);
    if (found) findings.push(...found.map((finding) => ({ file, finding })));
    else isFine = false;
  }
  io.stdout.write(options.format === 'json' ? asJson(findings) : asText(findings, files.length));
  if (!isFine) return status.badInput;
  return findings.some(({ finding }) => counts(finding, options.failOn)) ? status.findings : status.clean;
}

const counts = ({ severity }: Finding, failOn: LintOptions['failOn']): boolean =>
  failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn);

async function filesAt(paths: readonly string[], io: Io): Promise<{ files: string[]; isComplete: boolean }> {
  const files = new Set<string>();
  let isComplete = true;
  for (const path of paths) {
    const absolute = resolve(io.workingFolder, path);
    const kind = await io.kindOf(absolute);
    const found = kind === 'folder' ? await findDockerfiles(absolute) : kind === 'file' ? [absolute] : [];
    if (kind === 'folder' && found.length === 0) complain(io, messages('noDockerfile', { path }));
    if (kind !== 'folder' && kind !== 'file') {
      complain(io, messages('missing', { path }));
      isComplete = false;
    }
    for (const file of found) files.add(relative(io.workingFolder, file) || file);
  }
  return { files: [...files], isComplete };
}

/** Returns the findings of a file, or null when it could not be checked; why is said on the error stream. */
async function lintFile(path: string, shell: Shell, io: Io): Promise<readonly Finding[] | null> {
  const absolute = resolve(io.workingFolder, path);
  let text: string;
  try {
    text = await io.readText(absolute);
  } catch (error) {
    complain(
      io,
      messages('unreadable', { path, error: error instanceof Error ? error.message : String(error) }),
      error,
    );
    return null;
  }
  if (text.length > maximumCharacters) {
    complain(io, messages('tooLarge', { path }));
    return null;
  }
  const context = await findBuildContext(absolute, edgeOf(io));
  const { findings, crashed } = lintDockerfile(dockerfileSubject(text, shell, context), defaultSettings);
  for (const { rule, error } of crashed) complain(io, messages('crashed', { rule, path, error }));
  return crashed.length > 0 ? null : findings;
}

const edgeOf = (io: Io): ContextEdge => ({
  readText: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      // A file that cannot be read decides nothing about the context.
      return null;
    }
  },
  workspaceFolders: [io.workingFolder],
  environment: io.environment,
});

/** The public form: positions are zero-based, in UTF-16 code units. */
function asJson(findings: readonly FileFinding[]): string {
  const rows = findings.map(({ file, finding: { rule, same, severity, message, range, fixes } }) => ({
    file,
    rule,
    same,
    severity,
    message: plain(message),
    range,
    fixes: fixes.map(({ title, edits, safe }) => ({ title: plain(title), edits, safe })),
  }));
  return `${forJson(rows)}\n`;
}

/** For people: positions count from one, as editors show them. */
function asText(findings: readonly FileFinding[], files: number): string {
  const lines = findings.map(({ file, finding: { rule, severity, message, range } }) => {
    const line = range.start.line + 1;
    const column = range.start.character + 1;
    return plain(messages('line', { path: file, line, column, severity, message: plain(message), rule }));
  });
  const summary =
    lines.length > 0 ? messages('count', { findings: lines.length, files }) : messages('nothing', { files });
  return [...lines, plain(summary)].map((line) => `${forTerminal(line)}\n`).join('');
}
