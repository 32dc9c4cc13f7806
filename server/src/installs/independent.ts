import type { PlacedCommand } from '../../../core/src/shell/commands-of-run.ts';

/** Programs whose work in a build does not depend on the project's files. */
const programs = new Set(
  'apk apt apt-get yum dnf microdnf zypper pacman corepack mkdir echo printf true : set addgroup adduser groupadd useradd usermod curl wget gem update-ca-certificates locale-gen dpkg-reconfigure ln which'.split(
    ' ',
  ),
);

/** Subcommands of package managers that set them up or tidy up after them. */
const housekeeping: Readonly<Record<string, RegExp>> = {
  npm: /^(config|cache|set|-v|--version)$/,
  yarn: /^(config|cache|set|-v|--version)$/,
  pnpm: /^(config|store|-v|--version)$/,
  bun: /^(--version|-v)$/,
  pip: /^(config|cache|--version|-V)$/,
  pip3: /^(config|cache|--version|-V)$/,
  poetry: /^(config|cache|self|--version)$/,
  uv: /^(cache|python|--version)$/,
  bundle: /^(config|--version)$/,
  composer: /^(config|clear-cache|clearcache|--version)$/,
  go: /^(env|version)$/,
  dotnet: /^(--info|--version|nuget|workload)$/,
  node: /^(-v|--version)$/,
};

/**
 * Returns whether a command does the same whether or not the project's source is there. It is known for package managers of
 * systems, for set-up, and for installs of packages by name; everything else counts as one that needs the source.
 */
export function isIndependent({ name, words, redirects }: PlacedCommand): boolean {
  if (redirects.some(({ word }) => !/^\/(etc|dev|usr|root)\//.test(word.value) && !/^&?\d$/.test(word.value)))
    return false;
  const values = words.slice(1).map(({ value }) => value);
  if (programs.has(name)) return !values.some((value) => /^(@|file:|\.\.?(\/|$))/.test(value));
  if (name === 'cd') return true;
  if (name === 'rm') return values.every((value) => value.startsWith('-') || /^(\/(root|var|tmp|usr)\/|~)/.test(value));
  if (housekeeping[name]?.test(values[0] ?? '')) return true;
  return installsByName(name, values);
}

/** `npm install -g pnpm`, `pip install poetry`: packages named, none of them a path of the project. */
function installsByName(name: string, values: readonly string[]): boolean {
  if (!/^(npm|yarn|pnpm|bun|pip3?|pipx)$/.test(name)) return false;
  const [subcommand, ...packages] = values.filter((value) => !value.startsWith('-'));
  const isInstall = /^(install|i|add|global)$/.test(subcommand ?? '');
  const isFromFile = values.some((value) => /^(-r|--requirement|-e|--editable|-c|--constraint)/.test(value));
  return isInstall && !isFromFile && packages.length > 0 && !packages.some((one) => /^(\.|\/|file:)/.test(one));
}
