import { aBoolean, aNumber, aString, objectOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** The command of a start script that writes or removes a file. Of the command only the program's name is kept. */
export interface StartWriter {
  /** The script's path in the container; the command of the container where the script stands in it. */
  readonly script: string;
  /** One-based. */
  readonly line: number;
  readonly program: string;
  /** The command names the file, or a pattern or folder that it writes to; else its words only mention the file's name. */
  readonly isExact: boolean;
}

/** What a file that was written in the container's own layer adds. */
export interface StartScriptEvidence {
  /** The command of the start script that writes the file; null when no script that could be read does. */
  readonly startWriter: StartWriter | null;
}

/** The shapes of the topic, for snapshots that are read. */
export const startScriptShapes: TopicShapes<StartScriptEvidence> = {
  startWriter: gathered(
    orNull(objectOf<StartWriter>({ script: aString, line: aNumber, program: aString, isExact: aBoolean })),
  ),
};
