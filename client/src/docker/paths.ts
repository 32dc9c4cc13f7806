import { defineMessages } from '../../../core/src/text.ts';
import { EngineFailure } from './engine.ts';
import { printable } from './printable.ts';

/** The sentence about a name that would change the question when it is put into a path. */
export const pathMessages = defineMessages({
  impossibleName: 'Nothing in a Docker Engine can have the name “{name}”',
});

/**
 * Returns a container's ID or name, or a volume's name, as one segment of a request's path. Throws `EngineFailure`
 * `not-found` for an empty name and for dots, which the engine would resolve like folders, into another question.
 */
export function segment(name: string): string {
  if (/^\.{0,2}$/.test(name))
    throw new EngineFailure('not-found', pathMessages('impossibleName', { name: printable(name) }));
  return encodeURIComponent(name);
}

/** Returns an image's name or ID as part of a request's path; its slashes, colons and `@` stay, as the engine expects them. */
export const imagePath = (name: string): string =>
  name.split('/').map(segment).join('/').replaceAll('%3A', ':').replaceAll('%40', '@');
