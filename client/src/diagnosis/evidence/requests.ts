import { aNumber, aString, listOf, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** Who else listens on a port that the container publishes. */
export interface OtherListener {
  readonly address: string;
  readonly port: number;
  /** The container of this engine that publishes it; null for a program of the host, or of another engine. */
  readonly container: string | null;
}

/** What answers when a browser of this machine asks for the file. */
export interface RequestsEvidence {
  /** The host's ports of the container, and other listeners that `localhost` may lead to instead. */
  readonly listeners: {
    readonly published: readonly { readonly address: string; readonly port: number; readonly containerPort: number }[];
    readonly others: readonly OtherListener[];
  };
  /** The file as a server of the container gave it to us. */
  readonly served: {
    readonly url: string;
    /** The server hands out files by its own name (httpd, nginx); of another program the URL is a guess. */
    readonly by: 'file-server' | 'program';
    /** `kept`: another content, and the file itself as soon as the URL has a query that nobody asked before. */
    readonly body: 'same' | 'other' | 'kept' | 'unread';
    /** `Cache-Control`; null where the answer had none. */
    readonly cacheControl: string | null;
    /** Names of headers by which a cache on the way says that it answered: `age`, `x-cache`. */
    readonly cacheMarks: readonly string[];
  } | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const requestsShapes: TopicShapes<RequestsEvidence> = {
  listeners: gathered(
    objectOf<RequestsEvidence['listeners']>({
      published: listOf(
        objectOf<RequestsEvidence['listeners']['published'][number]>({
          address: aString,
          port: aNumber,
          containerPort: aNumber,
        }),
      ),
      others: listOf(objectOf<OtherListener>({ address: aString, port: aNumber, container: orNull(aString) })),
    }),
  ),
  served: gathered(
    orNull(
      objectOf<NonNullable<RequestsEvidence['served']>>({
        url: aString,
        by: oneOf('file-server', 'program'),
        body: oneOf('same', 'other', 'kept', 'unread'),
        cacheControl: orNull(aString),
        cacheMarks: listOf(aString),
      }),
    ),
  ),
};
