import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { loadShellFiles } from './load-shell.ts';
import { startServer } from './server.ts';

// The transport is what the command line says: `--stdio`, `--node-ipc`, `--socket=port` or `--pipe=name`.
const connection = createConnection(ProposedFeatures.all);
startServer(connection, () => loadShellFiles(__dirname));
