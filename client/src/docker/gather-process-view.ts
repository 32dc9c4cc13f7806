import { defineMessages, type Text } from '../../../core/src/text.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { CoveringMount, FileOnHost } from '../diagnosis/evidence.ts';
import { failureText, known, missing, notAsked, type Gatherer } from './gatherer.ts';
import { mountRootOf, seeInProcess } from './see-in-process.ts';

export const messages = defineMessages({
  notRunning: 'The container is not running, so no process could be asked',
  noProgram: 'The container has no program that could read the file for us',
  paused: 'The container is paused, so no process could be asked whether it has the mounted file or an earlier one',
  noMount: 'Nothing is mounted there',
});

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
  const { engine, container, name, candidate, ask, evidence } = gatherer;
  if (!mount?.isOfEditedFile) return void (evidence.fileInProcess = notAsked(messages('noMount')));
  const { Status } = container.State;
  if (Status !== 'running' && Status !== 'paused')
    return void (evidence.fileInProcess = notAsked(messages('notRunning')));
  const unanswered = async (why: Text): Promise<void> => {
    evidence.fileInProcess = (await isFolderKept(gatherer, mount)) ? notAsked(why) : missing(why);
  };
  if (Status === 'paused') return unanswered(messages('paused'));
  try {
    const seen = await seeInProcess(engine, candidate.id, path, ask);
    if (!seen) return await unanswered(messages('noProgram'));
    const mountRoot = hasContentOf(seen, file) ? null : await mountRootOf(engine, candidate.id, path, ask);
    evidence.fileInProcess = known({ seen, mountRoot }, `docker exec ${name} sha256sum ${path}`);
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
