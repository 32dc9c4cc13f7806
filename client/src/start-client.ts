import {
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol.ts';

/** What the server is started with. */
export interface StartOptions extends Required<Pick<LanguageClientOptions, 'documentSelector' | 'outputChannel'>> {
  /** The server's bundle. */
  readonly modulePath: string;
  readonly initializationOptions: InitializationOptions;
}

/**
 * Starts the language server's process and returns the client once it answers; rejects when it does not. This file stands
 * alone because the client's library is large: it is loaded when the first document needs it, not when VS Code starts us.
 */
export async function startClient({ modulePath, ...options }: StartOptions): Promise<LanguageClient> {
  const run = { module: modulePath, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6011'] } };
  const client = new LanguageClient(
    'unstale',
    'Unstale',
    { run, debug },
    { ...options, revealOutputChannelOn: RevealOutputChannelOn.Never },
  );
  await client.start();
  return client;
}
