import { defineMessages, type Text, type Translate } from '../../../../core/src/text.ts';
import type { Certainty, Hop, HopState, Outcome, Risk } from './report.ts';

export const messages = defineMessages({
  editor: 'editor',
  file: 'file',
  git: 'git',
  context: 'context',
  dockerfile: 'Dockerfile',
  cache: 'build cache',
  image: 'image',
  container: 'container',
  mount: 'mount',
  'file-system': 'file system',
  process: 'process',
  request: 'request',
  changesState: 'changes state',
  destroysData: 'destroys data',
  likely: 'Likely, not proven: {answer}',
  possible: 'Possible, not proven: {answer}',
  certaintyConfirmed: 'confirmed by content or by the engine',
  certaintyLikely: 'likely, by two independent indications',
  certaintyPossible: 'possible, by one indication',
  statePresent: 'present',
  stateAbsent: 'absent',
  stateDifferent: 'different',
  stateUnknown: 'unknown',
  stateNotApplicable: 'not asked',
  outcomePresent: 'the change is there',
  outcomeCause: 'a cause was found',
  outcomeUnknown: 'could not be told',
});

/** Returns a hop's name as people read it. */
export const nameOfHop = (hop: Hop): Text => messages(hop);

const states = {
  present: messages('statePresent'),
  absent: messages('stateAbsent'),
  different: messages('stateDifferent'),
  unknown: messages('stateUnknown'),
  'not-applicable': messages('stateNotApplicable'),
} as const satisfies Record<HopState, Text>;

/** Returns the word for a hop's state. */
export const nameOfState = (state: HopState): Text => states[state];

/** Signs that differ in shape, so that nothing is said by colour alone. */
const marks = {
  present: '✓',
  absent: '✗',
  different: '✗',
  unknown: '?',
  'not-applicable': '–',
} as const satisfies Record<HopState, string>;

/** Returns the one-column sign of a hop's state. */
export const markOf = (state: HopState): string => marks[state];

const outcomes = {
  'change-is-present': messages('outcomePresent'),
  'cause-found': messages('outcomeCause'),
  unknown: messages('outcomeUnknown'),
} as const satisfies Record<Outcome, Text>;

/** Returns the words for an outcome. */
export const nameOfOutcome = (outcome: Outcome): Text => outcomes[outcome];

const certainties = {
  confirmed: messages('certaintyConfirmed'),
  likely: messages('certaintyLikely'),
  possible: messages('certaintyPossible'),
} as const satisfies Record<Certainty, Text>;

/** Returns what a certainty means, in words. */
export const nameOfCertainty = (certainty: Certainty): Text => certainties[certainty];

/** Returns what a remedy risks, or null for one that is safe. */
export function warningOf(risk: Risk): Text | null {
  if (risk === 'safe') return null;
  return risk === 'changes-state' ? messages('changesState') : messages('destroysData');
}

/** Returns an answer with its certainty before it; what is confirmed stands alone. */
export function sayAnswer(certainty: Certainty, answer: Text, translate: Translate): string {
  const said = translate(answer);
  return certainty === 'confirmed' ? said : translate(messages(certainty, { answer: said }));
}
