import { createHash } from 'node:crypto';
import type { FileInProcess, FileSeen } from '../diagnosis/evidence.ts';
import { EngineFailure, type Ask, type Engine, type ExecResult } from './engine.ts';

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
): Promise<FileInProcess | null> {
  const seen = (await bySum(engine, container, path, ask)) ?? (await byContent(engine, container, path, ask));
  if (!seen) return null;
  return { seen, mountRoot: await mountRootOf(engine, container, path, ask) };
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

/** Field 4 is the mount's root, field 5 where it is mounted: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html */
async function mountRootOf(engine: Engine, container: string, path: string, ask?: Ask): Promise<string | null> {
  const result = await run(engine, container, ['cat', '/proc/self/mountinfo'], ask);
  const lines = result?.exitCode === 0 ? result.stdout.toString('utf8').split('\n') : [];
  const mounted = lines
    .map((line) => line.split(' '))
    .filter(([, , , , at = '']) => at === path || path.startsWith(`${at}/`));
  return mounted.sort(([, , , , a = ''], [, , , , b = '']) => b.length - a.length)[0]?.[3] ?? null;
}

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
    if (error instanceof EngineFailure && error.reason !== 'cancelled' && error.reason !== 'unreachable') return null;
    throw error;
  }
}
