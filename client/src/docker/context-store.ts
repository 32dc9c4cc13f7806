import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { Endpoint } from './endpoint.ts';
import { printable } from './printable.ts';

/** The sentences about the docker CLI's own files. */
export const contextStoreMessages = defineMessages({
  unknownContext: 'There is no Docker context “{context}” ({origin}): {file} does not exist',
  unreadable: '{file} cannot be read: {error}',
  notJson: '{file} is not valid JSON: {error}',
  noDockerEndpoint: 'The Docker context “{context}” has no docker endpoint in {file}',
  notAFile: '{file} is not a regular file',
  tooLarge: '{file} is larger than {limit} bytes, so it is none of the docker CLI’s',
});

/** What the docker CLI writes here is a few hundred bytes; `config.json` may hold many registries. */
const LARGEST_FILE = 4 * 1024 * 1024;

/** What was read, `undefined` where there is no such file, or the sentence that says why it cannot be read. */
export type ReadResult<T> = { readonly value: T | undefined } | { readonly problem: Text };

/** Returns `currentContext` of `config.json`; `undefined` where there is no such file or no such entry. */
export function readCurrentContext(configFolder: string): ReadResult<string> {
  const config = readJson(join(configFolder, 'config.json'));
  if ('problem' in config) return config;
  const current = fieldOf(config.value, 'currentContext');
  return { value: typeof current === 'string' && current !== '' ? current : undefined };
}

/**
 * Returns the docker endpoint of a stored context, or the sentence that says why there is none. `host` is as it was stored.
 * Layout: https://github.com/docker/cli/blob/v28.5.2/cli/context/store/doc.go
 */
export function readContext(
  configFolder: string,
  name: string,
  origin: string,
): { readonly host: string; readonly tls: Endpoint['tls'] } | { readonly problem: Text } {
  const folder = createHash('sha256').update(name).digest('hex');
  const file = join(configFolder, 'contexts', 'meta', folder, 'meta.json');
  const context = printable(name);

  const meta = readJson(file);
  if ('problem' in meta) return meta;
  if (meta.value === undefined) {
    return { problem: contextStoreMessages('unknownContext', { context, origin, file: printable(file) }) };
  }
  const docker = fieldOf(fieldOf(meta.value, 'Endpoints'), 'docker');
  if (typeof docker !== 'object' || docker === null) {
    return { problem: contextStoreMessages('noDockerEndpoint', { context, file: printable(file) }) };
  }

  const tls = readTlsFiles(join(configFolder, 'contexts', 'tls', folder, 'docker'), {
    skipVerify: fieldOf(docker, 'SkipTLSVerify') === true,
    needsCa: false,
  });
  if ('problem' in tls) return tls;
  const host = fieldOf(docker, 'Host');
  return { host: typeof host === 'string' ? host : '', tls: tls.value ?? null };
}

/** Returns the names and docker endpoints of all stored contexts; those that cannot be read are left out. */
export function storedContexts(configFolder: string): readonly { readonly name: string; readonly host: string }[] {
  const folder = join(configFolder, 'contexts', 'meta');
  return entriesOf(folder).flatMap((entry) => {
    const meta = readJson(join(folder, entry, 'meta.json'));
    if ('problem' in meta) return [];
    const name = fieldOf(meta.value, 'Name');
    const host = fieldOf(fieldOf(fieldOf(meta.value, 'Endpoints'), 'docker'), 'Host');
    return typeof name === 'string' && typeof host === 'string' ? [{ name, host }] : [];
  });
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Most people have no contexts of their own, and then no such folder.
    return [];
  }
}

/**
 * Returns the PEM files of a folder, `undefined` where there is neither a file nor a wish to skip verification, in which
 * case the CLI speaks plain HTTP. `needsCa`: the CLI refuses to go on without `ca.pem` when TLS comes from the environment.
 */
export function readTlsFiles(
  folder: string,
  options: { readonly skipVerify: boolean; readonly needsCa: boolean },
): ReadResult<NonNullable<Endpoint['tls']>> {
  const files: Record<'ca' | 'cert' | 'key', Buffer | undefined> = { ca: undefined, cert: undefined, key: undefined };
  for (const name of ['ca', 'cert', 'key'] as const) {
    const path = join(folder, `${name}.pem`);
    const file = readBounded(path);
    if ('problem' in file) return file;
    if (file.value === undefined && name === 'ca' && options.needsCa) {
      return { problem: contextStoreMessages('unreadable', { file: printable(path), error: 'ENOENT' }) };
    }
    files[name] = file.value;
  }
  const { ca, cert, key } = files;
  if (!ca && !cert && !key && !options.skipVerify) return { value: undefined };
  return {
    value: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), skipVerify: options.skipVerify },
  };
}

function readJson(path: string): ReadResult<object> {
  const file = readBounded(path);
  if ('problem' in file) return file;
  if (file.value === undefined) return { value: undefined };
  try {
    const value: unknown = JSON.parse(file.value.toString('utf8'));
    return { value: typeof value === 'object' && value !== null ? value : {} };
  } catch (error) {
    // The parser's own words may quote the file, and `config.json` may hold passwords: only the kind of error is told.
    const kind = error instanceof Error ? error.name : 'SyntaxError';
    return { problem: contextStoreMessages('notJson', { file: printable(path), error: kind }) };
  }
}

function readBounded(path: string): ReadResult<Buffer> {
  try {
    // Its kind is asked first: reading a pipe or a device would never end.
    const status = statSync(path);
    if (!status.isFile()) return { problem: contextStoreMessages('notAFile', { file: printable(path) }) };
    if (status.size > LARGEST_FILE) {
      return { problem: contextStoreMessages('tooLarge', { file: printable(path), limit: LARGEST_FILE }) };
    }
    return { value: readFileSync(path) };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { value: undefined };
    return {
      problem: contextStoreMessages('unreadable', { file: printable(path), error: printable(code || message) }),
    };
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
