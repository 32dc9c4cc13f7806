import { resolve } from '../path.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { interpolate } from './interpolate.ts';
import type { ComposeService } from './model.ts';
import type { SourceLine } from './source-line.ts';
import { variableOf } from './scalar.ts';
import { child, type ScalarTree, type Tree } from './tree.ts';
import { rangeOnLine } from '../range.ts';

/** One place that gives a service's variable a value. `value` may be a secret; null where it is passed on and not set. */
export interface StatedVariable {
  readonly name: string;
  readonly value: string | null;
  readonly at: SourceLine;
  readonly statedIn: 'environment' | 'env_file';
  /** The variables that were put into the value, or passed on. */
  readonly uses: readonly string[];
  /** Whether one of them is set nowhere and has no default, so that the value is not known. */
  readonly isOpen: boolean;
}

/** What a service says of its environment: all statements, the weakest first. Of one name the last counts. */
export interface StatedEnvironment {
  readonly variables: readonly StatedVariable[];
  /** The environment files that it names, in their order, absolute. */
  readonly files: readonly string[];
  /** Those that could not be read although the service needs them. */
  readonly unreadable: readonly string[];
}

/**
 * Returns what a service states of its environment, in Compose's order of precedence: its environment files, the later over the
 * earlier, and `environment` over them (https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/). What the
 * image sets is weaker than all of it.
 */
export function statedEnvironment(
  { written }: Pick<ComposeService, 'written'>,
  readFile: (path: string) => string | null,
): StatedEnvironment {
  const own = ownVariables(child(written, 'environment'));
  const files = environmentFiles(child(written, 'env_file'));
  const outer = (file: EnvironmentFile) => (name: string) =>
    variableOf(file.tree.origin.environment, name) ?? own.find((one) => one.name === name)?.value ?? undefined;
  const variables: StatedVariable[] = [];
  const unreadable: string[] = [];
  for (const file of files) {
    const text = readFile(file.path);
    if (text === null) {
      if (file.isRequired) unreadable.push(file.path);
      continue;
    }
    for (const { name, value, line, uses } of file.isRaw
      ? rawVariables(text)
      : readEnvironmentFile(text, outer(file))) {
      const at = { file: file.path, range: rangeOnLine(line, 0, 0) };
      variables.push({ name, value, at, statedIn: 'env_file', uses, isOpen: false });
    }
  }
  return { variables: [...variables, ...own], files: files.map(({ path }) => path), unreadable };
}

/** Returns the variables of a file whose lines are taken as they are, quotes and all, as `docker run --env-file` does. */
export function rawVariables(text: string): { name: string; value: string; line: number; uses: readonly string[] }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((written, line) => {
      const [, name, value] = /^\s*([^#=\s][^=\s]*)=(.*)$/.exec(written) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value, line, uses: [] }];
    });
}

function ownVariables(environment: Tree | undefined): StatedVariable[] {
  if (environment?.kind !== 'map') return [];
  return [...environment.entries].flatMap(([name, { keyAt, value: tree }]) =>
    tree.kind === 'scalar' ? [{ ...valueOf(name, tree), name, at: keyAt, statedIn: 'environment' as const }] : [],
  );
}

function valueOf(name: string, { raw, origin }: ScalarTree): Pick<StatedVariable, 'value' | 'uses' | 'isOpen'> {
  const lookup = (wanted: string): string | undefined => variableOf(origin.environment, wanted);
  if (raw === null) return { value: lookup(name) ?? null, uses: [name], isOpen: lookup(name) === undefined };
  const uses: string[] = [];
  const { value, unset, required, isMalformed } = interpolate(raw, (wanted) => {
    uses.push(wanted);
    return lookup(wanted);
  });
  return { value, uses, isOpen: unset.length > 0 || required.length > 0 || isMalformed };
}

interface EnvironmentFile {
  readonly path: string;
  readonly isRequired: boolean;
  readonly isRaw: boolean;
  readonly tree: Tree;
}

/** https://docs.docker.com/reference/compose-file/services/#env_file */
function environmentFiles(list: Tree | undefined): EnvironmentFile[] {
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const text = (tree: Tree | undefined): string | null => (tree?.kind === 'scalar' ? valueOf('', tree).value : null);
    const path = text(item.kind === 'map' ? child(item, 'path') : item);
    if (path === null || path === '') return [];
    return [
      {
        path: resolve(item.origin.baseDir, path),
        isRequired: text(child(item, 'required')) !== 'false',
        isRaw: text(child(item, 'format')) === 'raw',
        tree: item,
      },
    ];
  });
}
