import path from 'node:path';
import * as vscode from 'vscode';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { renderMarkdown } from '../diagnosis/report/markdown.ts';
import type { Report } from '../diagnosis/report/report.ts';
import { translate } from './render.ts';

/** The URI scheme of reports that are opened as documents. */
export const reportScheme = 'unstale-report';

export const messages = defineMessages({
  gone: 'This report is gone. Ask again to get a new one.',
  fileName: '{subject} in {container}',
});

/** How many reports stay readable; older ones say that they are gone. */
const kept = 20;

/** Reports as read-only Markdown documents, one for each subject and container; asking again brings the document up to date. */
export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #reports = new Map<string, Report>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();

  readonly onDidChange = this.#changed.event;

  /** Keeps a report, and returns the address of its document. */
  update(report: Report): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: reportScheme, path: `/${fileNameOf(report)}.md` });
    const key = uri.toString();
    this.#reports.delete(key);
    this.#reports.set(key, report);
    const [oldest] = this.#reports.keys();
    if (this.#reports.size > kept && oldest !== undefined) this.#reports.delete(oldest);
    this.#changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const report = this.#reports.get(uri.toString());
    return report ? renderMarkdown(report, translate) : translate(messages('gone'));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function fileNameOf({ subject, container }: Report): string {
  const name = subject.kind === 'file' ? path.posix.basename(subject.shown) : '';
  const shown = name ? translate(messages('fileName', { subject: name, container: container.name })) : container.name;
  return makeVisible(shown).replace(/[\\/]/g, '-');
}
