import { createHash } from 'node:crypto';
import type { FileSeen } from '../diagnosis/evidence.ts';
import { EngineFailure, type Ask, type Engine, type ExecResult, type FailureReason } from './engine.ts';

/** What `cat` may print before we stop reading, in bytes. */
const limit = 64 * 1024 * 1024;

/** Exit codes of a shell or runtime for a program that is not there, or cannot be run. */
const cannotRun = new Set([126, 127]);

/**
 * Returns what a process in a running container sees at a path, asked with `sha256sum` or `cat`; null when the image has neither.
 * Only this tells a bind mount whose file was replaced: the engine's archive opens the path anew, and shows the new file.
 */
export async function seeInProcess(
  engine: Engine,
  container: string,
  path: string,
  ask?: Ask,
): Promise<FileSeen | null> {
  return (await bySum(engine, container, path, ask)) ?? (await byContent(engine, container, path, ask));
}

async function bySum(engine: Engine, container: string, path: string, ask?: Ask): Promise<FileSeen | null> {
  const result = await run(engine, container, ['sha256sum', path], ask);
  if (!result || cannotRun.has(result.exitCode)) return null;
  // GNU's sha256sum puts a backslash before the line of a name that it had to escape.
  const sum = /^\\?([0-9a-f]{64})\s/.exec(result.stdout.toString('utf8'))?.[1];
  if (sum !== undefined) return { kind: 'file', path, size: 0, modifiedMs: 0, sha256: sum };
  return /no such file|not found/i.test(result.stderr) ? { kind: 'absent', path } : null;
}

async function byContent(engine: Engine, container: string, path: string, ask?: Ask): Promise<FileSeen | null> {
  const result = await run(engine, container, ['cat', path], ask);
  if (!result || cannotRun.has(result.exitCode) || result.stdout.length >= limit) return null;
  if (result.exitCode !== 0) return /no such file/i.test(result.stderr) ? { kind: 'absent', path } : null;
  const sha256 = createHash('sha256').update(result.stdout).digest('hex');
  return { kind: 'file', path, size: result.stdout.length, modifiedMs: 0, sha256 };
}

/**
 * Returns the root of the mount that covers a path, as a process in the container has it; null where it cannot be asked. Field 4 is
 * the mount's root, which ends in `//deleted` when it was removed on the host, and field 5 where it is mounted: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export async function mountRootOf(engine: Engine, container: string, path: string, ask?: Ask): Promise<string | null> {
  const result = await run(engine, container, ['cat', '/proc/self/mountinfo'], ask);
  const lines = result?.exitCode === 0 ? result.stdout.toString('utf8').split('\n') : [];
  const mounts = lines
    .map((line) => line.split(' '))
    .map(([, , , root = '', at = '']) => ({ root: unescaped(root), at: unescaped(at) }))
    .filter(({ at }) => at === path || path.startsWith(at === '/' ? '/' : `${at}/`));
  // Of two mounts at one place the later one lies above.
  return (
    mounts.reduce<(typeof mounts)[number] | null>(
      (best, next) => (best && best.at.length > next.at.length ? best : next),
      null,
    )?.root ?? null
  );
}

/** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
const unescaped = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_whole, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Why an engine may refuse to run a program at all; every other failure says nothing about the program. */
const refusals = new Set<FailureReason>(['unsupported', 'conflict', 'not-permitted', 'broken-answer']);

/** Returns null where the program is not in the image, which some engines report as a failed request instead of an exit code. */
async function run(
  engine: Engine,
  container: string,
  command: readonly string[],
  ask?: Ask,
): Promise<ExecResult | null> {
  try {
    return await engine.exec(container, command, { limit }, ask);
  } catch (error) {
    if (error instanceof EngineFailure && refusals.has(error.reason)) return null;
    throw error;
  }
}
