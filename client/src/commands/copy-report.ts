import { defineMessages } from '../../../core/src/text.ts';
import { renderMarkdown } from '../diagnosis/report/markdown.ts';
import { translate } from '../ui/render.ts';
import type { Command } from './command.ts';
import { copy } from './copy.ts';
import { reportOf } from './report-of.ts';

export const messages = defineMessages({ copied: 'The report was copied as Markdown' });

/** Copies the last report as Markdown, for an issue or a chat. */
export const copyReport: Command = (workbench) =>
  copy(renderMarkdown(reportOf(workbench), translate), messages('copied'));
