import { basename, resolve } from '../../../core/src/path.ts';

/** What a command starts from: a file, or the folder whose files a server hands out. */
export interface EntryPoint {
  readonly path: string;
  readonly isServedFolder: boolean;
}

/** Files from which programs start that are told of none, in the folder they work in. */
const filesOfPrograms: Readonly<Record<string, readonly string[]>> = {
  npm: ['package.json'],
  pnpm: ['package.json'],
  yarn: ['package.json'],
  flask: ['app.py', 'wsgi.py'],
  puma: ['config.ru'],
  rackup: ['config.ru'],
  rails: ['config.ru'],
};

/**
 * Returns the places in a container from which a command's words say that it starts, the surest first: files that it names, the folders a server
 * is told to hand out, Python's modules, and the file that a package manager or framework reads. Whether they are there is not asked.
 */
export function entryPointsOf(words: readonly string[], workingFolder: string): readonly EntryPoint[] {
  const files = words.flatMap((word, at) => filesNamedBy(word, words[at - 1] ?? ''));
  const folders = words.filter((_, at) => /^(-h|-d|--?root|--directory|--dir)$/.test(words[at - 1] ?? ''));
  const found = [
    ...files.map((name): EntryPoint => ({ path: resolve(workingFolder, name), isServedFolder: false })),
    ...folders.map((name): EntryPoint => ({ path: resolve(workingFolder, name), isServedFolder: true })),
  ];
  return found.filter(({ path }, at) => found.findIndex((other) => other.path === path) === at);
}

function filesNamedBy(word: string, before: string): readonly string[] {
  const module = before === '-m' ? word : /^[A-Za-z_][\w.]*(?=:[A-Za-z_]\w*$)/.exec(word)?.[0];
  if (module !== undefined) {
    const path = module.replaceAll('.', '/');
    return [`${path}.py`, `${path}/__main__.py`, `${path}/__init__.py`];
  }
  const ofProgram = filesOfPrograms[basename(word)];
  if (ofProgram) return ofProgram;
  return /\.[A-Za-z]\w*$/.test(word) && !word.startsWith('-') && !word.includes('://') ? [word] : [];
}
