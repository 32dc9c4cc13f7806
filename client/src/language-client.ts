import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** Where documents live that the server is told of; left sides of comparisons and files of git's history are not among them. */
const schemes = ['file', 'untitled', 'vscode-vfs'] as const;

/** What the server reads; the first two names are VS Code's own languages, and ignore files have no language of their own. */
const kinds = [{ language: 'dockerfile' }, { language: 'dockercompose' }, { pattern: '**/{,*}.dockerignore' }] as const;

const documentSelector = schemes.flatMap((scheme) => kinds.map((kind) => ({ scheme, ...kind })));

/**
 * The language server's process, started when the first document that it reads is opened. It runs no program and asks no
 * engine, so it works in Restricted Mode too.
 */
export class LanguageServer implements vscode.Disposable {
  readonly #modulePath: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #opened: vscode.Disposable;
  #starting: Promise<LanguageClient> | null = null;

  constructor(modulePath: string, log: vscode.LogOutputChannel) {
    this.#modulePath = modulePath;
    this.#log = log;
    this.#opened = vscode.workspace.onDidOpenTextDocument((document) => this.#startFor(document));
    vscode.workspace.textDocuments.forEach((document) => this.#startFor(document));
  }

  /** Ends when the server answers; starts it where no document has done so yet. Rejects when it cannot be started. */
  async ready(): Promise<void> {
    this.#starting ??= this.#start();
    await this.#starting;
  }

  /** Starts the server anew, also one that could not be started or has crashed. */
  async restart(): Promise<void> {
    const before = this.#starting;
    this.#starting = null;
    await stop(before);
    await this.ready();
  }

  /** Ends the server; VS Code waits for it when the extension is deactivated. */
  async stop(): Promise<void> {
    this.dispose();
    await stop(this.#starting);
  }

  dispose(): void {
    this.#opened.dispose();
  }

  #startFor(document: vscode.TextDocument): void {
    if (this.#starting || vscode.languages.match(documentSelector, document) === 0) return;
    this.ready().catch((error: unknown) => this.#log.error(error instanceof Error ? error : String(error)));
  }

  async #start(): Promise<LanguageClient> {
    const { startClient } = await import('./start-client.ts');
    return startClient({
      modulePath: this.#modulePath,
      documentSelector: [...documentSelector],
      outputChannel: this.#log,
      initializationOptions: { l10n: vscode.l10n.bundle ?? {} },
    });
  }
}

/** A server that never answered has nothing to be stopped; why it did not is in the output already. */
async function stop(starting: Promise<LanguageClient> | null): Promise<void> {
  const client = await starting?.catch(() => undefined);
  await client?.stop();
}
