import type { Known } from './define-cause.ts';
import { containerName, contentName, hasContentOf } from './content.ts';
import { defineMessages } from '../../../core/src/text.ts';
import type { Evidence, EvidenceKey } from './evidence.ts';
import type { BoundSource } from './evidence/mounts.ts';
import { commandLine } from './report/quote-command.ts';
import type { Certainty, Fact } from './report/report.ts';

export const messages = defineMessages({
  mounted: '{container} mounts {source} at {destination}',
  processSees: 'A process in the container reads another content there',
  lacks: 'A process in the container finds no file there',
  root: 'The process has {root} mounted there, which is not what {source} is now',
  deleted: 'The process has {root} mounted there: it was deleted on the host',
  born: '{source} was made at {born}, after the container started at {started}',
  execOff: 'No program was run in the container to see it: that is switched off',
});

/** What is read here is helpful, never needed. */
type Readable = Omit<Known<EvidenceKey>, 'its'>;

/**
 * Returns how the source of a bind mount was changed under the running container, which opened it at its start: a link on the way
 * was pointed elsewhere, or the file or folder is another now. Null when nothing of that is seen. What the process has mounted
 * decides where it is known, the time of making where it is not.
 */
export function replacementOf(evidence: Readable): { readonly by: 'link' | 'new-inode' } | null {
  const source = evidence.maybe('boundSource');
  const container = evidence.maybe('container');
  const inProcess = evidence.maybe('fileInProcess');
  const file = evidence.maybe('fileOnHost');
  if (!source || !container || !file) return null;
  const startedMs = Date.parse(container.State.StartedAt);
  const link = repointedLink(source, startedMs);
  const root = inProcess?.mountRoot ?? null;
  const isDeleted = root?.endsWith('//deleted') === true;
  // The engine opens the path anew for its archive, except that of a volume: another content there is no old one, but the content
  // that the engine's machine has at that path.
  const isReopened = hasContentOf(evidence.maybe('fileInContainer'), file) !== false;
  if (!isReopened && !isDeleted && !evidence.maybe('volume')) return null;
  if (!inProcess) return link ? { by: 'link' } : isNewer(source, startedMs) ? { by: 'new-inode' } : null;
  if (hasContentOf(inProcess.seen, file)) return null;
  // The table names the mounted thing by its path on its own file system, which is the end of its path on the machine.
  const isSamePath = root !== null && (source.realPath ?? source.path).endsWith(root.replace(/\/\/deleted$/, ''));
  if (link && !isSamePath) return { by: 'link' };
  return isReopened || isDeleted || !isSamePath ? { by: 'new-inode' } : null;
}

const isNewer = ({ bornMs }: BoundSource, startedMs: number): boolean => bornMs !== null && bornMs > startedMs;

/** Returns the first link on the way to the source that was made after the container started. */
export const repointedLink = ({ links }: BoundSource, startedMs: number): BoundSource['links'][number] | null =>
  links.find(({ madeMs }) => madeMs > startedMs) ?? null;

/**
 * How sure a replacement is: seen by a process, or told by times alone; at most likely where no program may be run, or where nothing shows
 * that the engine's machine has the edited file at that path.
 */
export function certaintyOf(evidence: Readable): Certainty {
  const inProcess = evidence.maybe('fileInProcess');
  const isDeleted = inProcess?.mountRoot?.endsWith('//deleted') === true;
  const isThisMachine = isDeleted || !evidence.isMissing('fileInContainer');
  return inProcess && isThisMachine && evidence.maybe('mayExec') !== false ? 'confirmed' : 'likely';
}

/** Returns the facts of a replaced source: what is mounted, what the process sees, what it has mounted, and what the disk says. */
export function replacementFacts(
  evidence: Readable,
  its: Pick<Evidence, 'container' | 'mount'>,
): readonly [Fact, ...Fact[]] {
  const { container, mount } = its;
  const source = evidence.maybe('boundSource');
  const destination = mount?.mount.Destination ?? '';
  const path = source?.path ?? mount?.mount.Source ?? '';
  const inProcess = evidence.maybe('fileInProcess');
  const root = inProcess?.mountRoot ?? null;
  const started = container.State.StartedAt;
  const facts: Fact[] = [];
  if (inProcess) {
    const said = inProcess.seen.kind === 'absent' ? messages('lacks') : messages('processSees');
    facts.push({ text: said, from: evidence.from('fileInProcess', contentName(inProcess.seen)) });
  }
  if (root?.endsWith('//deleted'))
    facts.push({ text: messages('deleted', { root: root.replace(/\/\/deleted$/, '') }), from: '/proc/self/mountinfo' });
  else if (root !== null && !(source?.realPath ?? path).endsWith(root))
    facts.push({ text: messages('root', { root, source: path }), from: '/proc/self/mountinfo' });
  if (source && isNewer(source, Date.parse(started))) {
    const born = new Date(source.bornMs ?? 0).toISOString();
    facts.push({ text: messages('born', { source: path, born, started }), from: commandLine`stat -c %w ${path}` });
  }
  if (evidence.maybe('mayExec') === false) facts.push({ text: messages('execOff'), from: evidence.from('mayExec') });
  const mounted = messages('mounted', { container: containerName(container), source: path, destination });
  return [{ text: mounted, from: evidence.from('container', `.Mounts ${destination}`) }, ...facts];
}
