import * as vscode from 'vscode';
import { defineMessages } from '../../../core/src/text.ts';
import { addressOf, queryOf, type FileAddress } from './file-address.ts';
import { problemOf } from './problem.ts';
import { translate } from './render.ts';

/** The URI scheme of files that are read out of containers and images. */
export const fileScheme = 'unstale-file';

export const messages = defineMessages({
  readOnly: 'Files of containers and images are shown only to be read',
});

/** Reads the bytes of a file in a container or image; throws `EngineFailure` or `Refusal`. */
export type ReadFile = (address: FileAddress) => Promise<Uint8Array>;

interface Read {
  readonly bytes: Promise<Uint8Array>;
  readonly readAt: number;
}

/**
 * Files of containers and images as a read-only file system, so that VS Code decides on encodings, and shows what is no text
 * as it does everywhere. A file is read once, and again when it is asked for with `open`.
 */
export class ContainerFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #read: ReadFile;
  readonly #files = new Map<string, Read>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

  readonly onDidChangeFile = this.#changed.event;

  constructor(read: ReadFile) {
    this.#read = read;
  }

  /** Reads a file as it is now, and returns the address under which an editor shows it. Throws as `ReadFile` does. */
  async open(address: FileAddress): Promise<vscode.Uri> {
    const uri = vscode.Uri.from({ scheme: fileScheme, path: address.path, query: queryOf(address) });
    this.#files.delete(uri.toString());
    await this.#bytesOf(uri);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    return uri;
  }

  /** Forgets a file that no editor shows any more. */
  close(uri: vscode.Uri): void {
    this.#files.delete(uri.toString());
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length } = await this.readFile(uri);
    const readAt = this.#files.get(uri.toString())?.readAt ?? 0;
    return { type: vscode.FileType.File, ctime: 0, mtime: readAt, size: length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    try {
      return await this.#bytesOf(uri);
    } catch (error) {
      if (error instanceof vscode.FileSystemError) throw error;
      throw vscode.FileSystemError.Unavailable(translate(problemOf(error).text));
    }
  }

  #bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
    const key = uri.toString();
    const known = this.#files.get(key);
    if (known) return known.bytes;
    const address = addressOf(uri.path, uri.query);
    if (!address) return Promise.reject(vscode.FileSystemError.FileNotFound(uri));
    const bytes = this.#read(address);
    this.#files.set(key, { bytes, readAt: Date.now() });
    bytes.catch(() => this.#files.delete(key));
    return bytes;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): never {
    throw readOnly();
  }

  writeFile(): never {
    throw readOnly();
  }

  delete(): never {
    throw readOnly();
  }

  rename(): never {
    throw readOnly();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

const readOnly = (): vscode.FileSystemError => vscode.FileSystemError.NoPermissions(translate(messages('readOnly')));
