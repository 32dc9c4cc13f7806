import { aBoolean, aNumber, aString, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import type { FileLine } from './parts.ts';
import { fileLine, gathered, type TopicShapes } from './shapes.ts';

/** What `docker compose watch` would do with the file. */
export interface SyncRulesEvidence {
  readonly syncRules: {
    /** How many rules the service has, and where the first stands. */
    readonly count: number;
    readonly first: FileLine;
    /** `covered`: a rule brings it; `ignored`: a rule has its folder and leaves it out; `outside`: it is in no rule's path. */
    readonly state: 'covered' | 'ignored' | 'outside';
    /** The rule that covers or ignores it; null for `outside`. */
    readonly rule: { readonly at: FileLine; readonly path: string; readonly action: string } | null;
    /** The pattern that ignores it. */
    readonly pattern: string | null;
    /** Whether `docker compose watch` runs for this project; null where the processes of this machine cannot be listed. */
    readonly isWatching: boolean | null;
    /** When the watching process started, in milliseconds since 1970. */
    readonly watchingSinceMs: number | null;
  } | null;
}

type SyncRules = NonNullable<SyncRulesEvidence['syncRules']>;

/** The shapes of the topic, for snapshots that are read. */
export const syncRulesShapes: TopicShapes<SyncRulesEvidence> = {
  syncRules: gathered(
    orNull(
      objectOf<SyncRules>({
        count: aNumber,
        first: fileLine,
        state: oneOf('covered', 'ignored', 'outside'),
        rule: orNull(objectOf<NonNullable<SyncRules['rule']>>({ at: fileLine, path: aString, action: aString })),
        pattern: orNull(aString),
        isWatching: orNull(aBoolean),
        watchingSinceMs: orNull(aNumber),
      }),
    ),
  ),
};
