import { aNumber, aString, either, objectOf, oneOf, orNull } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** Compiled code that an interpreter keeps beside a source file, or in its memory. */
export interface CompiledCodeEvidence {
  /** What the interpreter would run instead of the source as it is; null when it would notice the change. */
  readonly compiledCode:
    | {
        readonly kind: 'python';
        /** The path of the `.pyc` in the container. */
        readonly path: string;
        readonly writtenMs: number;
        /** When the source's inode last changed on the host, which nobody can set. */
        readonly sourceChangedMs: number;
        /** `times`: it notes the source's size and time, and both are the source's now. `never`: it is made to be trusted unchecked. */
        readonly check: 'times' | 'never';
        /** How many words of the source's strings and names the compiled code lacks. */
        readonly missingWords: number;
      }
    | {
        readonly kind: 'php';
        /** The file with the setting, and its line, from one. */
        readonly path: string;
        readonly line: number;
        readonly setting: string;
      }
    | null;
}

type Compiled = NonNullable<CompiledCodeEvidence['compiledCode']>;

const python = objectOf<Extract<Compiled, { kind: 'python' }>>({
  kind: oneOf('python'),
  path: aString,
  writtenMs: aNumber,
  sourceChangedMs: aNumber,
  check: oneOf('times', 'never'),
  missingWords: aNumber,
});

const php = objectOf<Extract<Compiled, { kind: 'php' }>>({
  kind: oneOf('php'),
  path: aString,
  line: aNumber,
  setting: aString,
});

/** The shapes of the topic, for snapshots that are read. */
export const compiledCodeShapes: TopicShapes<CompiledCodeEvidence> = {
  compiledCode: gathered(orNull(either(python, php))),
};
