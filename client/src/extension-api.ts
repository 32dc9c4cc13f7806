import type { Report } from './diagnosis/report/report.ts';
import type { TraceNode } from './ui/trace-node.ts';

/** What `activate` returns: a window into the extension for its own end-to-end tests. It may change with any version. */
export interface ExtensionApi {
  /** From the first line of the bundle to the end of activation, in milliseconds; the language server is not in it. */
  readonly activationMs: number;
  /** Ends when the language server answers. */
  languageServerReady(): Promise<void>;
  /** The report that the view shows; null when there is none. */
  report(): Report | null;
  /** The rows that the view shows. */
  rows(): readonly TraceNode[];
}
