import type { HopState, Outcome } from '../diagnosis/report/report.ts';
import type { NodeIcon } from './trace-node.ts';

/** The icon of a hop's state. The row says the state in words too: shape and colour are not seen by everybody. */
export const stateIcons: Readonly<Record<HopState, NodeIcon>> = {
  present: { name: 'pass', color: 'testing.iconPassed' },
  absent: { name: 'error', color: 'testing.iconFailed' },
  different: { name: 'error', color: 'testing.iconFailed' },
  unknown: { name: 'question', color: 'testing.iconQueued' },
  'not-applicable': { name: 'dash', color: 'disabledForeground' },
};

/** The icon of the answer. */
export const outcomeIcons: Readonly<Record<Outcome, NodeIcon>> = {
  'change-is-present': stateIcons.present,
  'cause-found': stateIcons.absent,
  unknown: stateIcons.unknown,
};

/** Icons of rows that state nothing by their icon. */
export const plainIcons = {
  fact: { name: 'circle-small-filled', color: null },
  remedy: { name: 'lightbulb', color: null },
  riskyRemedy: { name: 'warning', color: 'list.warningForeground' },
  problem: { name: 'warning', color: 'list.warningForeground' },
  differentFile: { name: 'diff-modified', color: null },
  missingFile: { name: 'diff-removed', color: null },
  notice: { name: 'info', color: null },
  unknown: { name: 'question', color: null },
  engine: { name: 'server', color: null },
} as const satisfies Readonly<Record<string, NodeIcon>>;
