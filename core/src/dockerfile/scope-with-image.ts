import type { Dockerfile } from './model.ts';
import type { Scope } from './variables.ts';

/**
 * Returns a scope in which the finished image's variables (`NAME=value`) stand for what the Dockerfile does not decide: those of its base image
 * are among them. A name that an ARG declares is left alone, because a build argument is in no image.
 */
export function scopeWithImage(
  scope: Scope,
  { globals, stages }: Dockerfile,
  imageEnvironment: readonly string[] | undefined,
): Scope {
  if (!imageEnvironment) return scope;
  const isArgument = (name: string): boolean =>
    [...globals, ...stages.flatMap(({ instructions }) => instructions)].some(
      ({ keyword, words }) =>
        keyword === 'ARG' && words.some(({ value }) => value === name || value.startsWith(`${name}=`)),
    );
  return {
    ...scope,
    variable: (name) => {
      const own = scope.variable(name);
      if (own.isKnown || isArgument(name)) return own;
      const entry = imageEnvironment.find((each) => each.startsWith(`${name}=`));
      return { value: entry?.slice(name.length + 1) ?? '', isSet: entry !== undefined, isKnown: true };
    },
  };
}
