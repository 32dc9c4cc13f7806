import { defineMessages, type Text } from '../../../core/src/text.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { CoveringMount, FileOnHost, FileSeen } from '../diagnosis/evidence.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { openContainerRoot } from '../workspace/container-root.ts';
import { recordDenied } from './gather-access.ts';
import { failureText, known, missing, notAsked, type Gatherer } from './gatherer.ts';
import { mountRootOf, seeInProcess } from './see-in-process.ts';

export const messages = defineMessages({
  notRunning: 'The container is not running, so no process could be asked',
  noProgram: 'The container has no program that could read the file for us',
  denied: 'The container’s user may not read the file, and nobody else could be asked what a process sees',
  paused: 'The container is paused, so no process could be asked whether it has the mounted file or an earlier one',
  execOff: 'Not asked: running programs in containers is switched off (--no-exec, or the setting unstale.allowExec)',
  noMount: 'Nothing is mounted there',
});

/** What a process sees at a path, and where a person can see the same; or why no process could be asked. */
export type ProcessView =
  { readonly seen: FileSeen; readonly from: string; mountRoot(): Promise<string | null> } | { readonly why: Text };

/**
 * Asks what a process of the container sees at a path: a program that is run in it, else, on the engine's own machine and where that
 * is allowed, the files of its main process. Throws `EngineFailure` where the engine refuses for a reason of its own.
 */
export async function askProcess(gatherer: Gatherer, path: string): Promise<ProcessView> {
  const { container, name, question, evidence } = gatherer;
  if (!question.mayExec) evidence.mayExec = known(false, '--no-exec, unstale.allowExec');
  const { Status, Pid } = container.State;
  if (Status !== 'running' && Status !== 'paused') return { why: messages('notRunning') };
  const asked = await askProgram(gatherer, path);
  if ('seen' in asked) return asked;
  const root = await openContainerRoot(Pid, container.Id);
  const seen = await root?.see(path);
  if (!root || !seen) return asked;
  return {
    seen,
    from: commandLine`sha256sum ${root.folder}${path} (${name})`,
    mountRoot: () => root.mountRootOf(path),
  };
}

async function askProgram(gatherer: Gatherer, path: string): Promise<ProcessView> {
  const { engine, container, name, candidate, ask, question } = gatherer;
  if (!question.mayExec) return { why: messages('execOff') };
  if (container.State.Status === 'paused') return { why: messages('paused') };
  const seen = await seeInProcess(engine, candidate.id, path, ask);
  if (seen === null) return { why: messages('noProgram') };
  if (seen === 'denied') {
    await recordDenied(gatherer, path);
    return { why: messages('denied') };
  }
  const mountRoot = () => mountRootOf(engine, candidate.id, path, ask);
  return { seen, from: commandLine`docker exec ${name} sha256sum ${path}`, mountRoot };
}

/**
 * A process may see something else than the archive shows, where a mounted file or folder was replaced on the host after the start, so
 * a running one is asked. A stopped container's mounts are opened anew when it starts. Where nobody can be asked, a folder that is
 * older than the start, by a path without links, is taken to be the one that was mounted; a file that was moved there keeps its own time.
 */
export async function askProcessView(
  gatherer: Gatherer,
  file: FileOnHost,
  mount: CoveringMount | null,
  path: string,
): Promise<void> {
  const { container, evidence } = gatherer;
  if (!mount?.isOfEditedFile) return void (evidence.fileInProcess = notAsked(messages('noMount')));
  const { Status } = container.State;
  if (Status !== 'running' && Status !== 'paused')
    return void (evidence.fileInProcess = notAsked(messages('notRunning')));
  try {
    const view = await askProcess(gatherer, path);
    if ('why' in view) {
      evidence.fileInProcess = (await isFolderKept(gatherer, mount)) ? notAsked(view.why) : missing(view.why);
      return;
    }
    const { seen, from } = view;
    const mountRoot = hasContentOf(seen, file) ? null : await view.mountRoot();
    evidence.fileInProcess = known({ seen, mountRoot }, from);
  } catch (error) {
    evidence.fileInProcess = missing(failureText(error));
  }
}

async function isFolderKept({ disk, container }: Gatherer, mount: CoveringMount): Promise<boolean> {
  if (mount.isSingleFile) return false;
  const source = hostPathOf(mount.mount.Source ?? '');
  const [entry, real] = await Promise.all([disk.stat(source), disk.realPath(source)]);
  const bornMs = real === source ? (entry?.bornMs ?? null) : null;
  return bornMs !== null && bornMs <= Date.parse(container.State.StartedAt);
}
