import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { startServer } from '../../../server/src/server.ts';
import { applyEdits } from '../../support/apply-edits.ts';
import { loadTestShell } from '../../support/shell.ts';

const bad = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n';
const good = 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\n';
const pulling: ClientCapabilities = { textDocument: { diagnostic: {} }, workspace: { configuration: true } };

let folder: string;
let client: MessageConnection;
let settings: unknown;
let published: { uri: string; diagnostics: Diagnostic[] }[];
let watched: unknown[];

/** A client and the server in one process, over two streams, as any editor would speak to it. */
async function start(capabilities: ClientCapabilities, options: unknown = {}): Promise<InitializeResult> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), loadTestShell);
  client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.onRequest('workspace/configuration', () => [settings]);
  client.onRequest('client/registerCapability', (params) => {
    watched.push(params);
    return null;
  });
  client.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
    published.push(params);
  });
  client.listen();
  const result: InitializeResult = await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: URI.file(folder).toString(), name: 'test' }],
    capabilities,
    initializationOptions: options,
  });
  await client.sendNotification('initialized', {});
  return result;
}

const uriOf = (name: string): string => URI.file(join(folder, name)).toString();

async function open(name: string, text: string, languageId = 'dockerfile'): Promise<string> {
  const uri = uriOf(name);
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  return uri;
}

const change = (uri: string, version: number, text: string) =>
  client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });

async function pull(uri: string): Promise<Diagnostic[]> {
  const { items } = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return items;
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

const actionsFor = (uri: string, diagnostics: readonly Diagnostic[], only?: string[]): Promise<CodeAction[]> =>
  client.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics, ...(only ? { only } : {}) },
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstale-server-'));
  settings = null;
  published = [];
  watched = [];
});

afterEach(async () => {
  await client.sendRequest('shutdown');
  client.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('a client that pulls diagnostics', () => {
  it('is told what the server can do', async () => {
    const { capabilities, serverInfo } = await start(pulling);
    expect(serverInfo?.name).toBe('Unstale');
    expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
    expect(capabilities.hoverProvider).toBe(true);
    expect(capabilities.completionProvider).toBeUndefined();
    expect(capabilities.documentFormattingProvider).toBeUndefined();
  });

  it('gets findings with source, code, severity, a link and fixes', async () => {
    await start(pulling);
    const [diagnostic] = await pull(await open('Dockerfile', bad));
    expect(diagnostic).toMatchObject({
      source: 'Unstale',
      code: 'source-before-dependencies',
      severity: 2,
      message: '. is copied before npm ci: every source edit reruns it',
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 8 } },
    });
    expect(diagnostic?.codeDescription?.href).toMatch(/^https:/);
    expect(published).toEqual([]);
  });

  it('applies the fix, and the finding is gone', async () => {
    await start(pulling);
    const uri = await open('Dockerfile', bad);
    const found = await pull(uri);
    const [fix] = await actionsFor(uri, found);
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    await change(uri, 2, applyEdits(bad, fix?.edit?.changes?.[uri] ?? []));
    expect(await pull(uri)).toEqual([]);
  });

  it('ignores one finding by a comment, and a second one in the same comment', async () => {
    await start(pulling);
    const text = 'FROM node:22\n  COPY . .\nRUN npm ci && npm run build\n';
    const uri = await open('Dockerfile', text);
    const found = await pull(uri);
    expect(codes(found)).toEqual(['source-before-dependencies', 'toolchain-in-final-stage']);
    const ignore = (await actionsFor(uri, found.slice(0, 1))).find(({ title }) => title.startsWith('Ignore'));
    const once = applyEdits(text, ignore?.edit?.changes?.[uri] ?? []);
    expect(once).toContain('\n  # unstale ignore=source-before-dependencies\n  COPY . .\n');
    await change(uri, 2, once);
    expect(codes(await pull(uri))).toEqual(['toolchain-in-final-stage']);
    const commented = 'FROM node:22\nCOPY . .\n# unstale ignore=other-rule\nRUN npm ci && npm run build\n';
    await change(uri, 3, commented);
    const rest = (await pull(uri)).filter(({ code }) => code === 'toolchain-in-final-stage');
    const second = (await actionsFor(uri, rest)).find(({ title }) => title.startsWith('Ignore'));
    expect(applyEdits(commented, second?.edit?.changes?.[uri] ?? [])).toContain(
      '# unstale ignore=other-rule,toolchain-in-final-stage\n',
    );
  });

  it('offers "fix all" only where there are safe fixes', async () => {
    await start(pulling);
    const uri = await open('Dockerfile', bad);
    expect(await actionsFor(uri, await pull(uri), ['source.fixAll'])).toEqual([]);
  });

  it('answers hovers', async () => {
    await start(pulling);
    const uri = await open('Dockerfile', good);
    const at = (line: number, character: number): Promise<Hover | null> =>
      client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
    expect(JSON.stringify(await at(3, 1))).toContain('**RUN**');
    expect(await at(3, 6)).toBeNull();
  });

  it('obeys the levels in the settings, and asks for them again when they change', async () => {
    await start(pulling);
    settings = { rules: { 'source-before-dependencies': 'off', nonsense: 7 } };
    const uri = await open('Dockerfile', bad);
    expect(await pull(uri)).toEqual([]);
    settings = { rules: { 'source-before-dependencies': 'hint' } };
    await client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect((await pull(uri))[0]?.severity).toBe(4);
  });

  it('speaks the language of the bundle it was given', async () => {
    await start(pulling, {
      l10n: { '{source} is copied before {command}: every source edit reruns it': '{command} < {source}' },
    });
    expect((await pull(await open('Dockerfile', bad)))[0]?.message).toBe('npm ci < .');
    client.dispose();
    await start(pulling);
  });

  it('says nothing about documents that are no Dockerfiles', async () => {
    await start(pulling);
    expect(await pull(await open('x.md', bad, 'markdown'))).toEqual([]);
    expect(await pull(uriOf('never-opened'))).toEqual([]);
  });

  it('follows a file while it is typed', async () => {
    await start(pulling);
    const uri = await open('Dockerfile', '');
    for (let end = 1; end <= bad.length; end++) await change(uri, end + 1, bad.slice(0, end));
    expect(codes(await pull(uri))).toEqual(['source-before-dependencies']);
  });
});

describe('the build context', () => {
  const text = 'FROM busybox\nCOPY dist /app\n';
  const write = (name: string, content: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  };

  it('names the ignore file, its line and its pattern, and links to it', async () => {
    write('.dockerignore', '# built\ndist\n');
    await start(pulling);
    const [diagnostic] = await pull(await open('Dockerfile', text));
    expect(diagnostic?.message).toBe('.dockerignore:2 (dist) keeps dist out of the build context');
    expect(diagnostic?.relatedInformation?.[0]?.location).toEqual({
      uri: uriOf('.dockerignore'),
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
    });
  });

  it('takes the context of the Compose service that builds the Dockerfile', async () => {
    write(
      'compose.yaml',
      'services:\n  web:\n    build:\n      context: app\n      dockerfile: ../docker/Dockerfile\n',
    );
    write('app/.dockerignore', 'dist\n');
    write('docker/.dockerignore', 'other\n');
    await start(pulling);
    expect(codes(await pull(await open('docker/Dockerfile', text)))).toEqual(['file-ignored-in-copy']);
  });

  it('takes the ignore file beside the Dockerfile before the one of the context', async () => {
    write('.dockerignore', 'dist\n');
    write('Dockerfile.dockerignore', 'other\n');
    await start(pulling);
    expect(await pull(await open('Dockerfile', text))).toEqual([]);
  });

  it('reads ignore files as open editors have them, and follows their edits', async () => {
    write('.dockerignore', 'other\n');
    await start(pulling);
    const uri = await open('Dockerfile', text);
    expect(await pull(uri)).toEqual([]);
    const ignore = await open('.dockerignore', 'dist\n', 'ignore');
    expect(codes(await pull(uri))).toEqual(['file-ignored-in-copy']);
    await change(ignore, 2, '');
    expect(await pull(uri)).toEqual([]);
  });

  it('follows changes on the disk that the client reports', async () => {
    await start({
      ...pulling,
      workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    });
    const uri = await open('Dockerfile', text);
    expect(await pull(uri)).toEqual([]);
    expect(JSON.stringify(watched)).toContain('dockerignore');
    write('.dockerignore', 'dist\n');
    await client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('.dockerignore'), type: 1 }],
    });
    expect(codes(await pull(uri))).toEqual(['file-ignored-in-copy']);
  });
});

describe('a client that does not pull', () => {
  it('is sent the findings, and their end', async () => {
    const { capabilities } = await start({});
    expect(capabilities.diagnosticProvider).toBeUndefined();
    const uri = await open('Dockerfile', bad);
    await expect.poll(() => codes(published.at(-1)?.diagnostics ?? [])).toEqual(['source-before-dependencies']);
    await change(uri, 2, good);
    await expect.poll(() => published.at(-1)?.diagnostics).toEqual([]);
    await change(uri, 3, bad);
    await expect.poll(() => published.at(-1)?.diagnostics.length).toBe(1);
    await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await expect.poll(() => published.at(-1)?.diagnostics).toEqual([]);
  });

  it('can send its settings along', async () => {
    await start({});
    await open('Dockerfile', bad);
    await expect.poll(() => published.at(-1)?.diagnostics.length).toBe(1);
    const sent = { unstale: { rules: { 'source-before-dependencies': 'error' } } };
    await client.sendNotification('workspace/didChangeConfiguration', { settings: sent });
    await expect.poll(() => published.at(-1)?.diagnostics[0]?.severity).toBe(1);
  });
});
