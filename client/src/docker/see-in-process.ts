import { createHash } from 'node:crypto';
import type { FileSeen } from '../diagnosis/evidence.ts';
import { mountRootIn } from '../workspace/mount-table.ts';
import { EngineFailure, type Ask, type Engine, type ExecResult, type FailureReason } from './engine.ts';

/** What `cat` may print before we stop reading, in bytes. */
const limit = 64 * 1024 * 1024;

/** Exit codes of a shell or runtime for a program that is not there, or cannot be run. */
const cannotRun = new Set([126, 127]);

/** What a program in a container reads at a path, or that it may not read it. */
export type SeenByProgram = FileSeen | 'denied';

/**
 * Returns what a process in a running container sees at a path, asked with `sha256sum` or `cat` as the container's own user; null
 * when the image has neither. Only this tells a bind mount whose file was replaced: the engine's archive opens the path anew, and
 * shows the new file.
 */
export async function seeInProcess(
  engine: Engine,
  container: string,
  path: string,
  ask?: Ask,
): Promise<SeenByProgram | null> {
  return (await bySum(engine, container, path, ask)) ?? (await byContent(engine, container, path, ask));
}

async function bySum(engine: Engine, container: string, path: string, ask?: Ask): Promise<SeenByProgram | null> {
  const result = await run(engine, container, ['sha256sum', path], ask);
  if (!result || cannotRun.has(result.exitCode)) return null;
  // GNU's sha256sum puts a backslash before the line of a name that it had to escape.
  const sum = /^\\?([0-9a-f]{64})\s/.exec(result.stdout.toString('utf8'))?.[1];
  if (sum !== undefined) return { kind: 'file', path, size: 0, modifiedMs: 0, sha256: sum };
  return failureSeen(result, path);
}

/** The exit code is the same for a file that is not there and one that may not be read; only the words tell. */
function failureSeen({ stderr }: ExecResult, path: string): SeenByProgram | null {
  if (/permission denied/i.test(stderr)) return 'denied';
  return /no such file|not found/i.test(stderr) ? { kind: 'absent', path } : null;
}

async function byContent(engine: Engine, container: string, path: string, ask?: Ask): Promise<SeenByProgram | null> {
  const result = await run(engine, container, ['cat', path], ask);
  if (!result || cannotRun.has(result.exitCode) || result.stdout.length >= limit) return null;
  if (result.exitCode !== 0) return failureSeen(result, path);
  const sha256 = createHash('sha256').update(result.stdout).digest('hex');
  return { kind: 'file', path, size: result.stdout.length, modifiedMs: 0, sha256 };
}

/** Returns the root of the mount that covers a path, as a process in the container has it; null where it cannot be asked. */
export async function mountRootOf(engine: Engine, container: string, path: string, ask?: Ask): Promise<string | null> {
  const result = await run(engine, container, ['cat', '/proc/self/mountinfo'], ask);
  return result?.exitCode === 0 ? mountRootIn(result.stdout.toString('utf8'), path) : null;
}

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
