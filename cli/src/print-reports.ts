import { forJson, forTerminal } from '../../core/src/escape.ts';
import { defineMessages, plain } from '../../core/src/text.ts';
import { toJson } from '../../client/src/diagnosis/report/json.ts';
import { renderMarkdown } from '../../client/src/diagnosis/report/markdown.ts';
import type { Report } from '../../client/src/diagnosis/report/report.ts';
import { renderText } from '../../client/src/diagnosis/report/text.ts';
import type { Io } from './io.ts';
import type { ReportFormat } from './report-formats.ts';

export const messages = defineMessages({
  oneOfSeveral: '{index} of {count}: {container}',
});

/** Returns the output for all reports in their order; in JSON always one array, also of none. */
export function printReports(
  reports: readonly Report[],
  options: { readonly format: ReportFormat; readonly color?: boolean },
  io: Pick<Io, 'stdout' | 'environment' | 'workingFolder'>,
): string {
  if (options.format === 'json') return `${forJson(reports.map(toJson))}\n`;
  if (options.format === 'markdown') return reports.map((report) => renderMarkdown(report, plain)).join('\n');
  const { columns } = io.stdout;
  const style = {
    color: wantsColor(options.color, io),
    translate: plain,
    folder: io.workingFolder,
    ...(columns === undefined ? {} : { columns }),
  };
  return reports
    .map((report, index) => headingOf(report, index, reports.length) + renderText(report, style))
    .join('\n');
}

/** Several reports are told apart by their containers; one report needs no heading. */
function headingOf({ container }: Report, index: number, count: number): string {
  if (count === 1) return '';
  const heading = messages('oneOfSeveral', { index: index + 1, count, container: container.name });
  return `${forTerminal(plain(heading))}\n`;
}

/** The flag decides; without it colour is for terminals, unless `NO_COLOR` (https://no-color.org) or a dumb terminal forbids. */
function wantsColor(flag: boolean | undefined, { stdout, environment }: Pick<Io, 'stdout' | 'environment'>): boolean {
  if (flag !== undefined) return flag;
  if (environment.NO_COLOR) return false;
  return stdout.isTerminal && environment.TERM !== 'dumb';
}
