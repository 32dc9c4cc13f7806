import { isAbsolute, join, normalise, resolve } from '../path.ts';
import { interpolate } from './interpolate.ts';
import type { Environment } from './environment.ts';
import type { Located } from './source-line.ts';
import { composeMessages, type ProblemList } from './problems.ts';
import type { ScalarTree, Tree } from './tree.ts';

/** Returns a variable of `environment`; names such as `constructor`, which every object has, are not variables. */
export const variableOf = (environment: Environment, name: string): string | undefined =>
  Object.hasOwn(environment, name) ? environment[name] : undefined;

/** Returns the text of a scalar with its variables replaced, null for anything else. Variables without a value are reported. */
export function textOf(tree: Tree | undefined, problems: ProblemList): string | null {
  if (tree?.kind !== 'scalar' || tree.raw === null) return null;
  const { value, unset, required, isMalformed } = interpolate(tree.raw, (name) =>
    variableOf(tree.origin.environment, name),
  );
  for (const name of unset) problems.add('unset-variable', composeMessages('unset-variable', { name }), tree.at);
  for (const name of required) {
    problems.add('required-variable', composeMessages('required-variable', { name }), tree.at);
  }
  if (isMalformed) problems.add('bad-expression', composeMessages('bad-expression'), tree.at);
  return value;
}

/** Returns the texts of a list of scalars, or of one scalar. */
export function textsOf(tree: Tree | undefined, problems: ProblemList): string[] {
  const items = tree?.kind === 'list' ? tree.items : tree === undefined ? [] : [tree];
  return items.flatMap((item) => textOf(item, problems) ?? []);
}

/** Returns the text of a scalar and where it was written; null for anything else, and for the empty text. */
export function locatedText(tree: Tree | undefined, problems: ProblemList): Located<string> | null {
  const value = textOf(tree, problems);
  return value === null || value === '' || tree === undefined ? null : { value, at: tree.at };
}

/** Returns whether a scalar says `true`. */
export const isTrue = (tree: Tree | undefined, problems: ProblemList): boolean =>
  /^(?:true|yes|on|y|1)$/i.test(textOf(tree, problems) ?? '');

/**
 * Returns the absolute form of a path on the host, as seen from the folder that the file it was written in counts from. `~` is the home folder
 * of whoever runs Compose; where the environment does not tell it, the path stays as it is and is reported.
 */
export function hostPath(
  path: string,
  { origin, at }: Pick<ScalarTree, 'origin' | 'at'>,
  problems: ProblemList,
): string {
  if (!/^~(?=[\\/]|$)/.test(path)) return resolve(origin.baseDir, path);
  const home = variableOf(origin.environment, 'HOME') ?? variableOf(origin.environment, 'USERPROFILE');
  if (home !== undefined && isAbsolute(home)) return join(normalise(home), path.slice(1));
  problems.add('unknown-home', composeMessages('unknown-home', { path }), at);
  return path;
}
