import { defineMessages } from '../../../core/src/text.ts';
import { containerName, contentName, hasContentOf } from './content.ts';
import { isVolume, leavesImageOut } from './covering-mount.ts';
import type { Judgement, Known } from './define-cause.ts';
import type { EvidenceKey, FileSeen } from './evidence.ts';
import { wasMadeSince } from './made-since.ts';
import type { Fact } from './report/report.ts';

export const messages = defineMessages({
  lacks: '{image} has another content at {path}',
  absent: '{image} has no {path}',
  arrived: 'The container has your content',
  byMount: 'A mount decides what is at that path',
  noWay: 'The Dockerfile does not bring the file to that path',
  moved: 'The tag was set after the build began',
});

/** Returns where it stands what the image has at the path: of the one that the tag names, else of the container's own. */
export const imageKey = (
  evidence: Pick<Known<EvidenceKey>, 'maybe'>,
): Extract<EvidenceKey, 'fileInTaggedImage' | 'fileInImage'> =>
  evidence.maybe('fileInTaggedImage') ? 'fileInTaggedImage' : 'fileInImage';

/** Returns that the image lacks the file's content, as a fact of a cause. */
export const factOfImage = (
  evidence: Pick<Known<EvidenceKey>, 'maybe' | 'from'>,
  image: string,
  seen: FileSeen,
): Fact => ({
  text: messages(seen.kind === 'absent' ? 'absent' : 'lacks', { image, path: seen.path }),
  from: evidence.from(imageKey(evidence), contentName(seen)),
});

/** What lacks a file's content: the container, or the image below a volume. `from` is where a person can see it. */
interface Lacking {
  readonly holder: string;
  readonly seen: FileSeen;
  readonly from: string;
}

/**
 * Returns what shows that a file without the edited content came from the image: the container itself, or the image where a volume that was
 * filled from it, or a tmpfs, lies over the path. Null where another mount decides, and where the image has the content or was not read.
 */
export function placeThatLacks(evidence: Known<'container' | 'fileOnHost' | 'fileInContainer'>): Lacking | null {
  const { container, fileOnHost, fileInContainer } = evidence.its;
  const mount = evidence.maybe('mount');
  if (!mount) {
    const from = evidence.from('fileInContainer', contentName(fileInContainer));
    return { holder: containerName(container), seen: fileInContainer, from };
  }
  const key = imageKey(evidence);
  const seen = evidence.maybe(key);
  const liesOverImage = isVolume(mount) || (mount.kind === 'tmpfs' && !leavesImageOut(evidence));
  if (!liesOverImage || !seen || hasContentOf(seen, fileOnHost)) return null;
  return { holder: container.Config.Image, seen, from: evidence.from(key, contentName(seen)) };
}

/**
 * Returns why the result of a build since the change is not missed, whatever became of that build; null where it is. `startedMs` is when the
 * build began, in milliseconds since 1970.
 */
export function whyNotMissed(
  evidence: Known<'plan' | 'fileOnHost' | 'fileInContainer'>,
  startedMs: number,
): Judgement | null {
  const { plan, fileOnHost, fileInContainer } = evidence.its;
  const ruledOut = (why: 'arrived' | 'byMount' | 'noWay' | 'moved', from: string): Judgement => ({
    is: 'ruled-out',
    facts: [{ text: messages(why), from }],
  });
  if (hasContentOf(fileInContainer, fileOnHost))
    return ruledOut('arrived', evidence.from('fileInContainer', contentName(fileInContainer)));
  if (leavesImageOut(evidence)) return ruledOut('byMount', evidence.from('mount'));
  if (plan.copies.length === 0 || plan.ignore?.isExcluded) return ruledOut('noWay', evidence.from('plan'));
  const tagged = evidence.maybe('taggedImage');
  const isMoved = tagged !== null && wasMadeSince(tagged, startedMs);
  return isMoved ? ruledOut('moved', evidence.from('taggedImage', '.Metadata.LastTagTime')) : null;
}
