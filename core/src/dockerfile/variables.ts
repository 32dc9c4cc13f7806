import { expand, type Scope, type Variable } from './expand.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { stageNamed } from './stages.ts';
import { skipBlanks, splitWords, type Span } from './words.ts';

export { expand, type Expansion, type Scope, type Variable } from './expand.ts';

/** The values given with `--build-arg` or Compose's `args`, by name. */
export type BuildArguments = Readonly<Record<string, string | undefined>>;

/**
 * Arguments that BuildKit sets itself: without a declaration in FROM, after a declaration without value in a stage.
 * https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
 */
const platformArguments = new Set(
  ['BUILD', 'TARGET'].flatMap((side) => ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((part) => side + part)),
);

/** One ENV or ARG instruction's variables on top of those that held before it. */
interface Frame {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly below: Frame | null;
}

/** What holds before each ENV, ARG and other instruction of a stage, and at its end. */
interface StageFrames {
  readonly before: ReadonlyMap<Instruction, Frame | null>;
  readonly end: Frame | null;
  /** Whether no image can bring variables of its own: the first of the stages it is built on begins with scratch. */
  readonly isClosed: boolean;
}

/** One Dockerfile read with one set of build arguments; each stage is walked once. */
interface Reading {
  readonly dockerfile: Dockerfile;
  readonly buildArguments: BuildArguments;
  readonly globals: Frame | null;
  readonly stages: Map<Stage, StageFrames>;
}

const noArguments: BuildArguments = {};
const readings = new WeakMap<Dockerfile, WeakMap<BuildArguments, Reading>>();

function readingOf(dockerfile: Dockerfile, buildArguments: BuildArguments): Reading {
  const ofDockerfile = readings.get(dockerfile) ?? new WeakMap<BuildArguments, Reading>();
  readings.set(dockerfile, ofDockerfile);
  const globals = (): Frame | null => globalFrame(dockerfile, buildArguments);
  const reading = ofDockerfile.get(buildArguments) ?? {
    dockerfile,
    buildArguments,
    globals: globals(),
    stages: new Map(),
  };
  ofDockerfile.set(buildArguments, reading);
  return reading;
}

const unset = (isKnown: boolean): Variable => ({ value: '', isSet: false, isKnown });

/**
 * Returns the variables that hold just before `instruction` of `stage`; for `stage.from` those that FROM sees. Of ENV and ARG of
 * one name the later wins, a stage inherits both from the stage it is built on, and the variables of one ENV do not see each other.
 * Verified on Engine 28.5; https://docs.docker.com/build/building/variables/#scoping says the same of inheritance.
 */
export function scopeAt(
  dockerfile: Dockerfile,
  stage: Stage,
  instruction: Instruction,
  buildArguments: BuildArguments = noArguments,
): Scope {
  const reading = readingOf(dockerfile, buildArguments);
  if (instruction === stage.from) return fromScope(reading);
  const { before, end, isClosed } = framesOf(reading, stage);
  const frame = before.has(instruction) ? (before.get(instruction) ?? null) : end;
  return { escape: dockerfile.escape, variable: (name) => find(frame, name) ?? unset(isClosed && name !== 'PATH') };
}

/**
 * Returns the names and raw values (null without `=`) of an ENV, ARG or LABEL instruction, the old form `ENV name value` included.
 */
export function assignmentsOf(instruction: Instruction, escape: string): { name: string; raw: string | null }[] {
  const isLegacy = instruction.keyword !== 'ARG' && instruction.words[0]?.raw.includes('=') === false;
  if (isLegacy) return legacyAssignment(instruction, escape);
  return instruction.words.map(({ raw }) => {
    const equals = raw.indexOf('=');
    return equals < 0 ? { name: raw, raw: null } : { name: raw.slice(0, equals), raw: raw.slice(equals + 1) };
  });
}

function legacyAssignment({ text, words }: Instruction, escape: string): { name: string; raw: string | null }[] {
  const [, nameSpan]: (Span | undefined)[] = splitWords(text, 0, 'quoted', escape);
  const name = words[0]?.raw ?? '';
  return nameSpan ? [{ name, raw: text.slice(skipBlanks(text, nameSpan.end)).trimEnd() }] : [];
}

function globalFrame(dockerfile: Dockerfile, buildArguments: BuildArguments): Frame | null {
  return dockerfile.globals.reduce<Frame | null>((below, { words }) => {
    const scope = fromScope({ dockerfile, globals: below, buildArguments });
    const variables = new Map<string, Variable>();
    for (const { raw } of words) {
      const [name, value] = splitAssignment(raw);
      variables.set(name, argumentValue(name, value, scope, buildArguments) ?? unset(false));
    }
    return { variables, below };
  }, null);
}

type GlobalReading = Pick<Reading, 'dockerfile' | 'globals' | 'buildArguments'>;

const fromScope = ({ dockerfile, globals, buildArguments }: GlobalReading): Scope => ({
  escape: dockerfile.escape,
  variable: (name) => find(globals, name) ?? given(name, buildArguments, platformArguments) ?? unset(false),
});

function framesOf(reading: Reading, stage: Stage): StageFrames {
  const known = reading.stages.get(stage);
  if (known) return known;
  const { stages, image } = lineageOf(reading.dockerfile, stage, fromScope(reading));
  const isClosed = image === 'scratch';
  let below: Frame | null = null;
  let frames: StageFrames = { before: new Map(), end: null, isClosed };
  for (const one of stages) {
    frames = reading.stages.get(one) ?? walk(reading, one, below, isClosed);
    reading.stages.set(one, frames);
    below = frames.end;
  }
  return frames;
}

function walk(reading: Reading, stage: Stage, inheritedFrame: Frame | null, isClosed: boolean): StageFrames {
  const before = new Map<Instruction, Frame | null>();
  let frame = inheritedFrame;
  for (const instruction of stage.instructions) {
    before.set(instruction, frame);
    const below: Frame | null = frame;
    const variable = (name: string): Variable => find(below, name) ?? unset(isClosed);
    const variables = declaredBy(instruction, { escape: reading.dockerfile.escape, variable }, reading);
    if (variables) frame = { variables, below };
  }
  return { before, end: frame, isClosed };
}

/** Returns the stages that `stage` is built on, the first one first and itself last, and the image at the bottom. */
function lineageOf(dockerfile: Dockerfile, stage: Stage, scope: Scope): { stages: Stage[]; image: string } {
  const stages = [stage];
  for (let lowest = stage; ;) {
    const image = expand(lowest.base, scope).value;
    const parent = stageNamed(dockerfile, image, lowest.index);
    if (!parent) return { stages: stages.reverse(), image };
    stages.push(parent);
    lowest = parent;
  }
}

function declaredBy(
  instruction: Instruction,
  scope: Scope,
  { globals, buildArguments }: Reading,
): ReadonlyMap<string, Variable> | null {
  if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') return null;
  const variables = new Map<string, Variable>();
  for (const { name, raw } of assignmentsOf(instruction, scope.escape)) {
    const value =
      instruction.keyword === 'ENV'
        ? { ...expand(raw ?? '', scope), isSet: true }
        : (argumentValue(name, raw, scope, buildArguments) ?? find(globals, name) ?? inherited(name, scope));
    variables.set(name, value);
  }
  return variables;
}

/** `ARG name` without any value leaves a variable that is already set as it is. */
const inherited = (name: string, scope: Scope): Variable => {
  const before = scope.variable(name);
  return before.isSet ? before : unset(false);
};

function argumentValue(
  name: string,
  raw: string | null,
  scope: Scope,
  buildArguments: BuildArguments,
): Variable | null {
  const value = given(name, buildArguments);
  if (value) return value;
  return raw === null ? null : { ...expand(raw, scope), isSet: true };
}

function given(name: string, buildArguments: BuildArguments, only?: ReadonlySet<string>): Variable | null {
  const value = Object.hasOwn(buildArguments, name) && (only?.has(name) ?? true) ? buildArguments[name] : undefined;
  return value === undefined ? null : { value, isSet: true, isKnown: true };
}

function splitAssignment(raw: string): [string, string | null] {
  const equals = raw.indexOf('=');
  return equals < 0 ? [raw, null] : [raw.slice(0, equals), raw.slice(equals + 1)];
}

function find(frame: Frame | null, name: string): Variable | null {
  for (let current = frame; current; current = current.below) {
    const variable = current.variables.get(name);
    if (variable) return variable;
  }
  return null;
}
