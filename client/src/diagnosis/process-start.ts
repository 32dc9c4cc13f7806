import { programOf } from './process-habits.ts';

/** A process of a container, as the engine lists it. */
export interface RunningProcess {
  readonly words: readonly string[];
  /** Null where the engine's `ps` does not tell. */
  readonly id: string | null;
  readonly parent: string | null;
  /** Milliseconds since 1970, to a second; null where the engine's `ps` does not tell. */
  readonly startedMs: number | null;
}

/**
 * Servers that start their workers anew when they are told to reload, and whose workers read code or settings themselves:
 * https://nginx.org/en/docs/control.html, https://docs.gunicorn.org/en/stable/signals.html, https://nodejs.org/api/cluster.html
 */
const renewing = new Set(['nginx', 'apache2', 'httpd', 'php-fpm', 'gunicorn', 'unicorn', 'puma', 'node', 'haproxy']);

/** Returns when a process read what it works with: its own start, or that of the oldest of its workers where those read for themselves. */
export function readSince(process: RunningProcess, all: readonly RunningProcess[]): number | null {
  const workers = all.filter((each) => isWorkerOf(each, process));
  const starts = workers.flatMap(({ startedMs }) => (startedMs === null ? [] : [startedMs]));
  return starts.length === 0 || process.words.includes('--preload') ? process.startedMs : Math.min(...starts);
}

/** Returns whether a process only ends what it began before its server was told to reload: `nginx: worker process is shutting down`. */
export const isLeaving = ({ words }: RunningProcess): boolean => /\bshutting down\b/.test(words.join(' '));

/** Returns whether a process is a worker of another, which stands for it. */
export function isWorkerOf(process: RunningProcess, master: RunningProcess): boolean {
  if (process.parent === null || process.parent !== master.id) return false;
  const program = programOf(process.words);
  if (program !== programOf(master.words) || !renewing.has(program)) return false;
  // A server written in JavaScript may start other scripts, too; a worker runs its master's.
  return program !== 'node' || programOf(process.words.slice(1)) === programOf(master.words.slice(1));
}

/** What the times of an engine's list are reckoned from. */
export interface StartClock {
  readonly nowMs: number;
  readonly containerStartedMs: number;
  /** When the process of this machine with that number started, to a hundredth of a second; null where that cannot be read. */
  readonly exactMs: (id: string) => number | null;
}

/** How much later than its container a program may come up that was started with it. */
const slownessMs = 2000;

/** How far the time of a list, which is in whole seconds, may be from the exact one. */
const inexactnessMs = 2500;

/** Returns the processes of an engine's list (`GET /containers/{id}/top`), without arguments where the list has no column for them. */
export function listedProcesses(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  clock: StartClock,
): readonly RunningProcess[] {
  const column = (title: RegExp): number => titles.findIndex((each) => title.test(each));
  const [id, parent, elapsed, command] = [/^pid$/i, /^ppid$/i, /^elapsed$/i, /^(args|command|cmd)$/i].map(column);
  const cell = (row: readonly string[], at: number | undefined): string | null => row[at ?? -1] ?? null;
  const ids = new Set(rows.map((row) => cell(row, id)));
  return rows.flatMap((row) => {
    const words = (cell(row, command) ?? '').split(/\s+/).filter((word) => word !== '');
    const seconds = elapsedSeconds(cell(row, elapsed) ?? '');
    // `docker exec` starts processes whose parent is none of the container's.
    const isOfStart = row === rows[0] || ids.has(cell(row, parent));
    const startedMs = seconds === null ? null : startOf(cell(row, id) ?? '', seconds, isOfStart, clock);
    return words.length === 0 ? [] : [{ words, id: cell(row, id), parent: cell(row, parent), startedMs }];
  });
}

function startOf(id: string, seconds: number, isOfStart: boolean, clock: StartClock): number {
  const listed = clock.nowMs - seconds * 1000;
  const exact = clock.exactMs(id);
  // The numbers are those of the engine's machine: on another one they are other processes'.
  if (exact !== null && Math.abs(exact - listed) < inexactnessMs) return exact;
  return isOfStart && listed < clock.containerStartedMs + slownessMs ? clock.containerStartedMs : listed;
}

/** A hundredth of a second: Linux reckons times in these for every program. */
const tickMs = 10;

/** Returns the start of a process, in milliseconds since the machine's own, from `/proc/<id>/stat`; null for anything else. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function startFromStat(stat: string | null): number | null {
  // The second field is the program's name in brackets, and may itself have blanks and brackets.
  const ticks = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? NaN);
  return Number.isFinite(ticks) ? ticks * tickMs : null;
}

/** Reads `[[days-]hours:]minutes:seconds`; null for anything else. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/ps.html */
function elapsedSeconds(text: string): number | null {
  const match = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(text);
  if (!match) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
