import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Shell } from '../../core/src/shell/shell.ts';
import { analysesOver, type Analyses } from './analysis.ts';
import { codeActionsFor } from './handlers/code-actions.ts';
import { configurationOver } from './handlers/configuration.ts';
import { contextsOver, watchedFiles } from './handlers/contexts.ts';
import { diagnosticsFor } from './handlers/diagnostics.ts';
import { hoverAt } from './hover/hover.ts';
import { noShell } from './load-shell.ts';
import { fixAllKind, type InitializationOptions } from './protocol.ts';
import { translate, useLanguage } from './render.ts';

/** What the client can do, as far as it changes what the server does. */
interface ClientAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly answersConfiguration: boolean;
  readonly watchesFiles: boolean;
}

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
};

/** Starts the language server on a connection. `load` reads the shell grammar, once, when the first Dockerfile is analysed. */
export function startServer(connection: Connection, load: () => Promise<Shell>): void {
  connection.onInitialize((params) => {
    const abilities = abilitiesOf(params);
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    useLanguage(options.l10n ?? {});
    wire(
      connection,
      abilities,
      (params.workspaceFolders ?? []).map(({ uri }) => uri),
      load,
    );
    const diagnosticProvider = { interFileDependencies: true, workspaceDiagnostics: false };
    return {
      serverInfo: { name: 'Unstale' },
      capabilities: abilities.pullsDiagnostics ? { ...capabilities, diagnosticProvider } : capabilities,
    };
  });
  connection.listen();
}

const abilitiesOf = ({ capabilities: { textDocument, workspace } }: InitializeParams): ClientAbilities => ({
  pullsDiagnostics: textDocument?.diagnostic !== undefined,
  refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
  answersConfiguration: workspace?.configuration ?? false,
  watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
});

function wire(
  connection: Connection,
  abilities: ClientAbilities,
  workspaceFolders: readonly string[],
  load: () => Promise<Shell>,
): void {
  const documents = new TextDocuments(TextDocument);
  const configuration = configurationOver(connection, abilities.answersConfiguration);
  const contexts = contextsOver(documents, workspaceFolders);
  const log = (line: string): void => connection.console.error(line);
  // What is only told to the client must not end the server when the client does not take it.
  const tell = (told: Promise<unknown>): void => void told.catch((error: unknown) => log(String(error)));
  let shell: Promise<Shell> | undefined;
  const analyses = analysesOver({
    shell: () => (shell ??= loadOrNone(load, log)),
    settings: configuration.of,
    context: contexts.of,
    log,
  });
  const publish = async (document: TextDocument): Promise<void> => {
    const analysis = await analyses.of(document);
    const isCurrent = documents.get(document.uri)?.version === document.version;
    if (analysis && isCurrent) {
      await connection.sendDiagnostics({ uri: document.uri, diagnostics: diagnosticsFor(analysis.findings) });
    }
  };
  const publishAll = (): void => {
    if (abilities.pullsDiagnostics) return;
    documents.all().forEach((document) => tell(publish(document)));
  };
  const reread = (): void => {
    contexts.forget();
    analyses.forget();
    if (abilities.pullsDiagnostics && abilities.refreshesDiagnostics) tell(connection.languages.diagnostics.refresh());
    publishAll();
  };

  connection.onInitialized(() => {
    if (!abilities.watchesFiles) return;
    const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
    tell(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    configuration.changed(settings);
    reread();
  });
  connection.onDidChangeWatchedFiles(reread);
  documents.onDidChangeContent(({ document }) => {
    // An ignore or Compose file in an editor decides about the Dockerfiles beside it.
    if (document.languageId !== 'dockerfile') reread();
    else publishAll();
  });
  documents.onDidClose(({ document }) => {
    analyses.forget(document.uri);
    if (!abilities.pullsDiagnostics) tell(connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));
  });
  answer(connection, documents, analyses);
  documents.listen(connection);
}

/** The requests about a document. */
function answer(connection: Connection, documents: TextDocuments<TextDocument>, analyses: Analyses): void {
  const analysisOf = async (uri: string) => {
    const document = documents.get(uri);
    return document ? analyses.of(document) : null;
  };
  connection.languages.diagnostics.on(async ({ textDocument }) => {
    const analysis = await analysisOf(textDocument.uri);
    return { kind: DocumentDiagnosticReportKind.Full, items: diagnosticsFor(analysis?.findings ?? []) };
  });
  connection.onCodeAction(async (params) => {
    const analysis = await analysisOf(params.textDocument.uri);
    return analysis ? codeActionsFor(params, analysis) : [];
  });
  connection.onHover(async ({ textDocument, position }) => {
    const analysis = await analysisOf(textDocument.uri);
    const hover = analysis ? hoverAt(analysis.subject, position, translate) : null;
    return hover && { contents: { kind: 'markdown', value: hover.markdown }, range: hover.range };
  });
}

/** Without the grammar the rules that look into RUN stay silent; everything else works. */
async function loadOrNone(load: () => Promise<Shell>, log: (line: string) => void): Promise<Shell> {
  try {
    return await load();
  } catch (error) {
    log(`RUN instructions cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return noShell;
  }
}
