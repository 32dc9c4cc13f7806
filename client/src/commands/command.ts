import type * as vscode from 'vscode';
import type { ContainerFiles } from '../ui/container-files.ts';
import type { ReportDocuments } from '../ui/report-documents.ts';
import type { TraceView } from '../ui/trace-view.ts';
import type { Questions } from './questions.ts';

/** What commands work with; `extension.ts` makes it once. */
export interface Workbench {
  readonly trace: TraceView;
  readonly reports: ReportDocuments;
  readonly files: ContainerFiles;
  readonly log: vscode.LogOutputChannel;
  readonly questions: Questions;
  /** Starts the language server anew; a server that never ran is started. */
  restartServer(): Promise<void>;
}

/**
 * A command: the function that a row of `manifest.ts` stands for. VS Code passes what was clicked on, other extensions may
 * pass anything, so `given` is checked before it is used. What it throws is shown once, by `guard`.
 */
export type Command = (workbench: Workbench, ...given: readonly unknown[]) => Promise<void>;
