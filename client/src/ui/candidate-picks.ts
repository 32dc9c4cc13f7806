import { forLabel } from '../../../core/src/escape.ts';
import { shortenHashes, shortenPaths } from '../diagnosis/report/shorten.ts';
import { defineMessages, type Text, type Translate } from '../../../core/src/text.ts';

export const messages = defineMessages({
  project: 'Compose project {project}',
  alone: 'Not started by Compose',
  detail: '{image} · {because}',
});

/** What the picker needs to know of a container. */
export interface Pickable {
  readonly name: string;
  readonly image: string;
  readonly state: string;
  readonly status: string;
  readonly project: string | null;
  readonly because: Text;
}

/** One line of the picker: the heading of a Compose project, or a container. */
export type CandidatePick<C extends Pickable> =
  | { readonly is: 'heading'; readonly label: string }
  | {
      readonly is: 'container';
      readonly label: string;
      readonly description: string;
      readonly detail: string;
      readonly candidate: C;
    };

/**
 * Returns the picker's lines: grouped by Compose project, and the group of the likeliest container first; one group alone needs no
 * heading, which would stand in the room of its first line. Paths below `folder`,
 * where the person is, are shown as they are typed there.
 */
export function candidatePicks<C extends Pickable>(
  candidates: readonly C[],
  folder: string,
  translate: Translate,
): readonly CandidatePick<C>[] {
  const groups = new Map<string | null, C[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.project);
    if (group) group.push(candidate);
    else groups.set(candidate.project, [candidate]);
  }
  return [...groups].flatMap(([project, members]) => [
    ...(groups.size === 1 ? [] : [headingOf(project, translate)]),
    ...members.map((candidate) => ({
      is: 'container' as const,
      label: forLabel(candidate.name),
      description: forLabel(candidate.status || candidate.state),
      detail: forLabel(shortenPaths(shortenHashes(translate(detailOf(candidate, translate))), folder)),
      candidate,
    })),
  ]);
}

const headingOf = (project: string | null, translate: Translate) => ({
  is: 'heading' as const,
  label: forLabel(translate(project === null ? messages('alone') : messages('project', { project }))),
});

const detailOf = ({ image, because }: Pickable, translate: Translate): Text =>
  messages('detail', { image, because: translate(because) });
