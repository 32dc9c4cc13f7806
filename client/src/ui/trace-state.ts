import type * as vscode from 'vscode';
import type { Report } from '../diagnosis/report/report.ts';
import type { Problem } from './problem.ts';

/** What the person asked about. The question is made of it anew each time it is asked, since the editor goes on changing. */
export interface AskedAbout {
  /** The file or folder; null asks about all files of `folder`. */
  readonly uri: vscode.Uri | null;
  readonly folder: vscode.Uri;
  /** The container the person named by clicking on it; null lets it be found. */
  readonly container: string | null;
}

/** What the view shows. */
export type TraceState =
  | { readonly is: 'empty' }
  | { readonly is: 'asking'; readonly about: AskedAbout }
  | { readonly is: 'answered'; readonly about: AskedAbout; readonly report: Report }
  | { readonly is: 'failed'; readonly about: AskedAbout | null; readonly problem: Problem };
