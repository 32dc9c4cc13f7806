import { defineMessages } from '../../../core/src/text.ts';
import { mainProcess } from '../diagnosis/main-process.ts';
import { listedProcesses, startFromStat, type RunningProcess } from '../diagnosis/process-start.ts';
import { switchesAmong } from '../diagnosis/reloaders.ts';
import { loadNodeShell } from '../workspace/load-shell.ts';
import { variablesOfContainer } from './compare-settings.ts';
import { EngineFailure } from './engine.ts';
import { failureText, known, notAsked, type Gatherer, type Look } from './gatherer.ts';
import { readContainerFile } from './read-file.ts';

export const messages = defineMessages({
  notRunning: 'The container is not running',
  notLate: 'Not asked: the file came with the image, before the process started',
});

/**
 * Asks how the main process treats the file, where it matters: the content came into the container after the start. Arguments are
 * looked at and forgotten; the evidence has names only.
 */
export async function gatherProcess(gatherer: Gatherer, { containerPath, isThere }: Look): Promise<void> {
  const { container, evidence, name } = gatherer;
  if (!isThere || containerPath === null) return;
  // Whether the process has the file comes before what it does with it.
  if (evidence.fileInProcess?.is === 'missing') return void (evidence.process = evidence.fileInProcess);
  if (container.State.Status !== 'running') return void (evidence.process = notAsked(messages('notRunning')));
  if (
    evidence.fileInImage?.is !== 'known' &&
    evidence.fileInImage?.is !== 'missing' &&
    evidence.mount?.is === 'known' &&
    !evidence.mount.value
  ) {
    return void (evidence.process = notAsked(messages('notLate')));
  }
  const own = [container.Path ?? '', ...(container.Args ?? [])];
  const running = await processesOf(gatherer);
  const script = await scriptOf(gatherer, own, containerPath);
  const value = mainProcess({
    processes: running.length > 0 ? running : [{ words: own, id: null, parent: null, startedMs: null }],
    ownCommand: own,
    switches: switchesAmong(variablesOfContainer(container)),
    startedMs: Date.parse(container.State.StartedAt),
    containerPath,
    workingFolder: container.Config.WorkingDir || '/',
    script,
    shell: script === null ? null : await loadNodeShell(),
  });
  evidence.process = known(value, `docker top ${name}`);
}

/** The engine runs its host's `ps`, which may be missing or know fewer columns; the container's own command then stands alone. */
async function processesOf({ engine, candidate, container, disk, ask }: Gatherer): Promise<readonly RunningProcess[]> {
  const containerStartedMs = Date.parse(container.State.StartedAt);
  for (const columns of ['pid,ppid,etime,args', 'pid,args']) {
    try {
      const { Titles, Processes } = await engine.top(candidate.id, `-o ${columns}`, ask);
      const starts = await startsOnThisMachine(
        disk,
        Processes.map(([id = '']) => id),
      );
      return listedProcesses(Titles, Processes, {
        nowMs: Date.now(),
        containerStartedMs,
        exactMs: (id) => starts.get(id) ?? null,
      });
    } catch (error) {
      failureText(error);
    }
  }
  return [];
}

/** So many processes are looked at singly; a container that has more is told by whole seconds. */
const maximumLooks = 100;

/** The starts of processes by their number, as this machine's kernel has them, in milliseconds since 1970; none where it has no `/proc`. */
async function startsOnThisMachine(
  disk: Gatherer['disk'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const uptimeMs = Number((await disk.readText('/proc/uptime'))?.split(' ')[0] ?? NaN) * 1000;
  if (Number.isNaN(uptimeMs) || ids.length > maximumLooks) return new Map();
  const bootedMs = Date.now() - uptimeMs;
  const starts = await Promise.all(
    ids.map(async (id) => [id, startFromStat(await disk.readText(`/proc/${id}/stat`))] as const),
  );
  return new Map(starts.flatMap(([id, ms]) => (ms === null ? [] : [[id, Math.round(bootedMs + ms)]])));
}

/** What a shell was told to run: the words after `-c`, or the script file it was given. */
export async function scriptOf(
  { engine, candidate, container, ask }: Gatherer,
  own: readonly string[],
  containerPath: string,
): Promise<string | null> {
  const shellAt = own.findIndex((word) => /(^|\/)(ba|da|a|z)?sh$/.test(word));
  if (shellAt < 0) return null;
  const rest = own.slice(shellAt + 1);
  const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (flag >= 0) return rest[flag + 1] ?? null;
  const file = rest.find((word) => !word.startsWith('-'));
  if (file === undefined) return null;
  const path = file.startsWith('/') ? file : `${(container.Config.WorkingDir || '/').replace(/\/$/, '')}/${file}`;
  if (path === containerPath) return null;
  try {
    return (await readContainerFile(engine, candidate.id, path, ask)).toString('utf8');
  } catch (error) {
    // Without the script it stays unknown how the file is read, and that is said; only a dead engine ends the gathering.
    if (error instanceof EngineFailure) failureText(error);
    return null;
  }
}
