import { readFileSync, statSync } from 'node:fs';
import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { findBuildContext, type ContextEdge } from '../context.ts';
import type { BuildContext } from '../lint/build-context.ts';

/** The build contexts of the open Dockerfiles. */
export interface Contexts {
  /** Returns the build context of a Dockerfile; null where it is not on a disk. */
  readonly of: (uri: string) => Promise<BuildContext | null>;
  /** Forgets them all, because a file that decides about them has changed. */
  readonly forget: () => void;
}

/** While somebody types, the files of a context are listed again at most this often, in milliseconds. */
const freshFor = 3_000;

/** Larger files are none that this server reads. */
const maximumBytes = 1_000_000;

/** The files whose change may change a build context, as globs of LSP. */
export const watchedFiles = [
  '**/{,*}.dockerignore',
  '**/{compose,docker-compose}*.{yml,yaml}',
  '**/.env',
  '**/package.json',
];

/** Returns the contexts over the open documents and the disk. */
export function contextsOver(documents: TextDocuments<TextDocument>, workspaceFolders: readonly string[]): Contexts {
  const memory = new Map<string, { at: number; context: Promise<BuildContext> }>();
  const edge: ContextEdge = {
    readText: (path) => documents.get(URI.file(path).toString())?.getText() ?? readSmallFile(path),
    workspaceFolders: workspaceFolders.map((uri) => URI.parse(uri).fsPath),
    environment: process.env,
  };
  return {
    of: async (uri) => {
      if (!uri.startsWith('file:')) return null;
      const known = memory.get(uri);
      if (known && Date.now() - known.at < freshFor) return known.context;
      const context = findBuildContext(URI.parse(uri).fsPath, edge);
      memory.set(uri, { at: Date.now(), context });
      return context;
    },
    forget: () => memory.clear(),
  };
}

/** Returns the text of a file, or null when it is missing, unreadable, no file, or larger than this server reads. */
function readSmallFile(path: string): string | null {
  try {
    const { size } = statSync(path);
    return size > maximumBytes ? null : readFileSync(path, 'utf8');
  } catch {
    // A file that cannot be read decides nothing here.
    return null;
  }
}
