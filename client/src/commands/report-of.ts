import { defineMessages } from '../../../core/src/text.ts';
import type { Report } from '../diagnosis/report/report.ts';
import { Refusal } from '../ui/problem.ts';
import type { Workbench } from './command.ts';

export const messages = defineMessages({ none: 'There is no report yet: ask first' });

/** Returns the report that the view shows; throws `Refusal` where there is none. */
export function reportOf({ trace }: Workbench): Report {
  if (!trace.report) throw new Refusal({ text: messages('none'), actions: [] });
  return trace.report;
}
