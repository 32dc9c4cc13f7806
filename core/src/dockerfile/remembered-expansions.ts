import type { Dockerfile, Word } from './model.ts';
import type { BuildArguments, Expansion } from './variables.ts';

/** What decides what the words of a Dockerfile mean. */
interface Way {
  readonly buildArguments?: BuildArguments;
  readonly imageEnvironment?: readonly string[];
}

/** The words of one Dockerfile as one way to build it replaces their variables. */
interface Expansions {
  readonly buildArguments: BuildArguments | undefined;
  readonly imageEnvironment: readonly string[] | undefined;
  readonly words: Map<Word, Expansion>;
}

const expansionsByDockerfile = new WeakMap<Dockerfile, Expansions>();

/**
 * Returns the map of what a Dockerfile's words were replaced by, the same one for the same way to build it: thousands of files are followed
 * through one build after the other, and what its words mean does not depend on the file.
 */
export function rememberedExpansions(
  dockerfile: Dockerfile,
  { buildArguments, imageEnvironment }: Way,
): Map<Word, Expansion> {
  const last = expansionsByDockerfile.get(dockerfile);
  if (last && last.buildArguments === buildArguments && last.imageEnvironment === imageEnvironment) return last.words;
  const words = new Map<Word, Expansion>();
  expansionsByDockerfile.set(dockerfile, { buildArguments, imageEnvironment, words });
  return words;
}
