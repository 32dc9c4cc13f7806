import { basename } from '../path.ts';

const names = [
  /^(package(-lock)?|npm-shrinkwrap|composer|deno|packages\.lock)\.json$/,
  /^(yarn|composer|Gemfile|Cargo|poetry|uv|pdm|Pipfile|deno|mix|flake|gradle)\.lock(file)?$/,
  /^(pnpm-lock|pnpm-workspace)\.yaml$/,
  /^(Gemfile|Pipfile|Cargo\.toml|pyproject\.toml|mix\.exs|pom\.xml)$/,
  /^(go\.(mod|sum|work)|.*\.(csproj|fsproj|vbproj|gemspec|cabal)|Directory\..*\.props)$/,
  /^((build|settings)\.gradle(\.kts)?|libs\.versions\.toml|.*requirements.*\.txt|constraints\.txt)$/,
];

/** Returns whether a file states packages, for a package manager or a compiler, rather than being a source itself. */
export const isManifest = (path: string): boolean => names.some((name) => name.test(basename(path)));
