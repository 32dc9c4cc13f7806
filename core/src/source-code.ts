/** Endings of what compilers and bundlers take in. */
const code =
  /\.([cm]?[jt]sx?|vue|svelte|astro|css|s[ac]ss|less|styl|go|rs|java|kts?|scala|groovy|clj[cs]?|cs|fs|vb|swift|c|cc|cpp|cxx|h|hh|hpp|hxx|m|mm|zig|nim|d|ml|hs|elm|dart|erl|exs?|proto)$/i;

/** Files of a test, which no build puts into its result. */
const tests =
  /(^|\/)(tests?|__tests__|__mocks__|specs?|e2e|cypress)\/|[._-](tests?|spec|stories)\.[^/]+$|Tests?\.(java|kt|cs)$/;

/** Returns whether a file, by its path below the build context, is source code that a build makes its result of; tests are not. */
export const isSourceCode = (path: string): boolean => code.test(path) && !tests.test(path);
