import { defineMessages } from '../../../core/src/text.ts';
import type { Judgement, Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';

export const messages = defineMessages({
  touched: 'The file was touched, not changed: git noted this content in it at {time}',
});

/**
 * Returns that the file had its content at a time already, in milliseconds since 1970, although its own time is later; null where git has not
 * noted it.
 */
export function onlyTouchedSince(
  evidence: Pick<Known<EvidenceKey>, 'maybe' | 'from'>,
  timeMs: number,
): Judgement | null {
  const notedMs = evidence.maybe('contentNotedMs');
  if (notedMs === null || notedMs > timeMs) return null;
  const text = messages('touched', { time: new Date(notedMs).toISOString() });
  return { is: 'ruled-out', facts: [{ text, from: evidence.from('contentNotedMs') }] };
}
