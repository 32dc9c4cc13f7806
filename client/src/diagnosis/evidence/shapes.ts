import {
  aNumber,
  aString,
  either,
  objectOf,
  oneOf,
  optional,
  recordOf,
  type Shape,
} from '../../../../core/src/shape.ts';
import type { Position, Range } from '../../../../core/src/range.ts';
import type { Text } from '../../../../core/src/text.ts';
import type { CopyStep, FileLine, FileSeen, Gathered } from './parts.ts';

/** A sentence with its values. */
export const aText = objectOf<Text>({ english: aString, values: recordOf(either(aString, aNumber)) });

/** A position in a document. */
export const position = objectOf<Position>({ line: aNumber, character: aNumber });

/** A range of a document. */
export const range = objectOf<Range>({ start: position, end: position });

/** A line of a file of the workspace. */
export const fileLine = objectOf<FileLine>({ file: aString, line: aNumber });

/** What was found at a path. */
export const fileSeen: Shape<FileSeen> = either(
  objectOf<Extract<FileSeen, { kind: 'file' }>>({
    kind: oneOf('file'),
    path: aString,
    size: aNumber,
    modifiedMs: aNumber,
    sha256: aString,
  }),
  objectOf<Exclude<FileSeen, { kind: 'file' }>>({
    kind: oneOf('absent', 'directory', 'other'),
    path: aString,
  }),
);

/** One instruction through which a file passes. */
export const copyStep = objectOf<CopyStep>({
  at: fileLine,
  instruction: aString,
  stage: aString,
  containerPath: aString,
});

const notKnown = objectOf<{ is: 'missing' | 'not-asked'; why: Text }>({
  is: oneOf('missing', 'not-asked'),
  why: aText,
});

/** Evidence may be left out; what is known has its value's shape. */
export const gathered = <T>(value: Shape<T>): Shape<Gathered<T> | undefined> =>
  optional(
    either(objectOf<{ is: 'known'; value: T; from: string }>({ is: oneOf('known'), value, from: aString }), notKnown),
  );

/** The shapes of a topic's keys: a key without one, or with another type, is a compile error. */
export type TopicShapes<Topic> = {
  readonly [K in keyof Topic]: Shape<Gathered<Topic[K]> | undefined>;
};
