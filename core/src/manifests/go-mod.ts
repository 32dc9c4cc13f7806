import type { WantedPackage } from './wanted-package.ts';

/** What a go.mod says: the module's own path, and the modules that it requires. */
export interface GoMod {
  /** Null while none is written. */
  readonly module: string | null;
  readonly requires: readonly WantedPackage[];
}

/**
 * Returns what is built with a module that another one, or a folder, may replace: `v1.2.0` as it is, else `example.com/fork v1.2.0`, or
 * the folder. go.mod and the programs that Go builds are compared by it.
 */
export const asBuilt = (path: string, version: string, byPath: string | null, byVersion: string): string => {
  if (byPath === null) return version;
  if (/^(\.{0,2}\/|[A-Za-z]:\\)/.test(byPath)) return byPath;
  return byPath === path ? byVersion : `${byPath} ${byVersion}`;
};

interface Statement {
  readonly verb: string;
  readonly words: readonly string[];
  readonly isIndirect: boolean;
}

/**
 * Returns what a go.mod says. What its modules need themselves is marked `// indirect`, and a program may well be without it. See
 * https://go.dev/ref/mod#go-mod-file.
 */
export function readGoMod(text: string): GoMod {
  const statements = statementsIn(text);
  const replaced = statements.filter(({ verb }) => verb === 'replace').map(({ words }) => replacementOf(words));
  const requires = statements.flatMap(({ verb, words: [name, version], isIndirect }): readonly WantedPackage[] => {
    if (verb !== 'require' || name === undefined || version === undefined) return [];
    const other = replaced.find(({ path, only }) => path === name && (only === null || only === version));
    return [
      { name, version: asBuilt(name, version, other?.byPath ?? null, other?.byVersion ?? ''), isOptional: isIndirect },
    ];
  });
  return { module: statements.find(({ verb }) => verb === 'module')?.words[0] ?? null, requires };
}

/** `verb words`, or `verb (` with one statement's words in each line up to `)`. */
function statementsIn(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  let block: string | null = null;
  for (const line of text.split('\n')) {
    const [code = '', ...comments] = line.split('//');
    const words = [...code.matchAll(/"([^"]*)"|`([^`]*)`|([^\s"`]+)/g)].map(
      ([, quoted, raw, plain]) => quoted ?? raw ?? plain ?? '',
    );
    const [first] = words;
    if (first === undefined) continue;
    if (first === ')') block = null;
    else if (words.at(-1) === '(') block = first;
    else {
      const isIndirect = /^\s*indirect\b/.test(comments.join('//'));
      statements.push(
        block === null ? { verb: first, words: words.slice(1), isIndirect } : { verb: block, words, isIndirect },
      );
    }
  }
  return statements;
}

/** `path [version] => path [version]`; without a version on the left it replaces all of them. */
function replacementOf(words: readonly string[]) {
  const arrow = words.indexOf('=>');
  const [path = '', only = null] = words.slice(0, Math.max(0, arrow));
  const [byPath = '', byVersion = ''] = words.slice(arrow + 1);
  return { path, only, byPath, byVersion };
}
