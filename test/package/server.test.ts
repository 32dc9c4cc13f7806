import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
} from 'vscode-languageserver/node';

const server = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

describe('the bundled language server, over its standard streams', () => {
  let child: ChildProcess;
  let client: MessageConnection;
  let written = '';

  beforeAll(() => {
    child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    if (!child.stdout || !child.stdin || !child.stderr) throw new Error('The server has no streams');
    child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
    client = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    client.listen();
  });
  afterAll(() => {
    client.dispose();
    child.kill();
  });

  it('initialises, reads inside RUN with the grammar beside it, and ends when it is told to', async () => {
    const capabilities = { textDocument: { diagnostic: {} } };
    const result: InitializeResult = await client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
    });
    expect(result.capabilities.hoverProvider).toBe(true);
    await client.sendNotification('initialized', {});
    const uri = 'untitled:Dockerfile';
    const text = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n';
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'dockerfile', version: 1, text },
    });
    const { items } = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(items.map(({ code }) => code)).toEqual(['source-before-dependencies']);
    await client.sendRequest('shutdown');
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await client.sendNotification('exit');
    expect(await ended).toBe(0);
    expect(written).toBe('');
  });
});
