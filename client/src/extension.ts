import { loadedAt } from './loaded-at.ts';
import * as vscode from 'vscode';
import { askNowTrusted } from './commands/check-again.ts';
import type { Workbench } from './commands/command.ts';
import { guard } from './commands/guard.ts';
import { handlers } from './commands/index.ts';
import { Questions } from './commands/questions.ts';
import { readFile } from './commands/read-file.ts';
import type { ExtensionApi } from './extension-api.ts';
import { LanguageServer } from './language-client.ts';
import { ContainerFiles, fileScheme } from './ui/container-files.ts';
import { ReportDocuments, reportScheme } from './ui/report-documents.ts';
import { TraceView } from './ui/trace-view.ts';

let languageServer: LanguageServer | undefined;

/** Called by VS Code on the first command, when the view is shown, and when a document is opened that the server reads. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const log = vscode.window.createOutputChannel('Unstale', { log: true });
  const server = new LanguageServer(context.asAbsolutePath('dist/server.js'), log);
  languageServer = server;
  const trace = new TraceView();
  const reports = new ReportDocuments();
  const files = new ContainerFiles(readFile);
  const questions = new Questions();
  const workbench: Workbench = { trace, reports, files, questions, log, restartServer: () => server.restart() };
  context.subscriptions.push(
    log,
    server,
    trace,
    reports,
    files,
    new vscode.Disposable(() => questions.end()),
    vscode.workspace.registerTextDocumentContentProvider(reportScheme, reports),
    vscode.workspace.registerFileSystemProvider(fileScheme, files, { isReadonly: true, isCaseSensitive: true }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void guard(log, () => askNowTrusted(workbench))),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => files.close(uri)),
    ...registerCommands(workbench),
  );
  return {
    activationMs: performance.now() - loadedAt,
    languageServerReady: () => server.ready(),
    report: () => trace.report,
    rows: () => trace.roots,
  };
}

/** Called by VS Code when the window closes or the extension is switched off. */
export const deactivate = (): Promise<void> | undefined => languageServer?.stop();

const registerCommands = (workbench: Workbench): vscode.Disposable[] =>
  Object.entries(handlers).map(([id, command]) =>
    vscode.commands.registerCommand(id, (...given: unknown[]) =>
      guard(workbench.log, () => command(workbench, ...given)),
    ),
  );
