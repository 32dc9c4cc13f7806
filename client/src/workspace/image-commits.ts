import { parseImageReference } from '../../../core/src/image-reference.ts';

/** A commit that an image seems to be named after; whether the repository has it is another question. */
export interface CommitName {
  readonly written: string;
  readonly by: 'tag' | 'label';
  /** Where it stands: the label's key, or the whole name. */
  readonly at: string;
  /** The name says that the working tree was built, with what was not committed. */
  readonly isDirty: boolean;
}

/** Labels that tools write the commit to: https://specs.opencontainers.org/image-spec/annotations/, and http://label-schema.org/rc1/ before. */
const revisionLabels = ['org.opencontainers.image.revision', 'org.label-schema.vcs-ref'];

/** A commit id, whole or cut, as a word of its own: `3f9a1c2`, `sha-3f9a1c2`, `main-3f9a1c2`, `v1.2-4-g3f9a1c2`. */
const commitInTag = /(?:^|[-_.])g?([0-9a-f]{7,64})(?=$|[-_.])/g;

/** Kamal writes the first for a build of the working tree, `kamal build dev` the second, as `git describe --dirty` does. */
const dirtyMark = /_uncommitted_|-dirty\b/;

/** Returns the commits that an image's labels and names may stand for, the surest first: labels, then the names in their order. */
export function commitNames(labels: Readonly<Record<string, string>>, names: readonly string[]): readonly CommitName[] {
  const fromLabels = revisionLabels.flatMap((key): readonly CommitName[] => {
    const value = labels[key] ?? '';
    const id = /^([0-9a-f]{7,64})/.exec(value)?.[1];
    return id === undefined ? [] : [{ written: id, by: 'label', at: `${key}=${id}`, isDirty: dirtyMark.test(value) }];
  });
  const fromTags = names.flatMap((name): readonly CommitName[] => {
    const tag = parseImageReference(name)?.tag ?? '';
    const ids = [...tag.matchAll(commitInTag)].flatMap(([, id]) => id ?? []);
    return ids.map((id) => ({ written: id, by: 'tag', at: name, isDirty: dirtyMark.test(tag) }));
  });
  return [...fromLabels, ...fromTags];
}
