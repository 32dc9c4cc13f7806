/** A file inside a container or an image, as the query of its document's address says. */
export interface FileAddress {
  readonly side: 'container' | 'image';
  /** The container's ID, or the image's ID or name. */
  readonly id: string;
  /** Absolute, with `/`. */
  readonly path: string;
}

/** The IDs and names that the engine takes; an address may come from a link that somebody else wrote. */
const idOrName = /^[a-zA-Z0-9][a-zA-Z0-9_.:/@-]{0,511}$/;

/** Returns the query that stands for the address, without its path: that is the document's own path. */
export const queryOf = ({ side, id }: FileAddress): string => `${side}=${id}`;

/** Returns the address of a document, or null when it is no such address. */
export function addressOf(path: string, query: string): FileAddress | null {
  const [, side, id] = /^(container|image)=(.*)$/.exec(query) ?? [];
  if (side === undefined || id === undefined || !idOrName.test(id) || !path.startsWith('/')) return null;
  return { side: side === 'container' ? 'container' : 'image', id, path };
}
