import type { PlacedCommand } from '../../../core/src/shell/commands-of-run.ts';
import { readArguments, type Install, type Recognise } from './install.ts';
import { bun, npm, nodeValuedFlags, pnpm, yarn } from './node.ts';
import { bundle, cargo, composer, dotnet, go, gradle, maven, otherValuedFlags } from './other-languages.ts';
import { pip, poetry, pythonValuedFlags, uv } from './python.ts';

interface Tool {
  readonly recognise: Recognise;
  readonly valuedFlags: ReadonlySet<string>;
}

const tools = new Map<string, Tool>([
  ...Object.entries({ npm, yarn, yarnpkg: yarn, pnpm, bun }).map(toolWith(nodeValuedFlags)),
  ...Object.entries({ pip, pip3: pip, poetry, uv }).map(toolWith(pythonValuedFlags)),
  ...Object.entries({ bundle, bundler: bundle, composer, 'composer.phar': composer, go, cargo, dotnet }).map(
    toolWith(otherValuedFlags),
  ),
  ...Object.entries({ mvn: maven, mvnw: maven, gradle, gradlew: gradle }).map(toolWith(otherValuedFlags)),
]);

/** Programs that run the command behind them. */
const wrappers = new Set([
  'sudo',
  'env',
  'exec',
  'command',
  'time',
  'nice',
  'corepack',
  'npx',
  'bunx',
  'gosu',
  'su-exec',
]);

/** Returns what a command installs, or null when it installs no dependencies of a project. */
export function installIn(command: PlacedCommand): Install | null {
  const words = withoutWrappers(command.words.map(({ value }) => value));
  const [program = '', ...rest] = words;
  const tool = tools.get(baseName(program).replace(/^pip3?\.\d+$/, 'pip'));
  return tool?.recognise(command, readArguments(rest, tool.valuedFlags)) ?? null;
}

/** `sudo -E npm ci`, `python3 -m pip install`, `uv pip install`: returns the words from the real program on. */
function withoutWrappers(words: readonly string[]): readonly string[] {
  let rest = words;
  while (wrappers.has(baseName(rest[0] ?? ''))) {
    const next = rest.findIndex((word, at) => at > 0 && !word.startsWith('-') && !/^\w+=/.test(word));
    if (next < 0) return [];
    rest = rest.slice(next);
  }
  if (/^python[\d.]*$/.test(baseName(rest[0] ?? '')) && rest[1] === '-m') return rest.slice(2);
  return baseName(rest[0] ?? '') === 'uv' && rest[1] === 'pip' ? rest.slice(1) : rest;
}

const baseName = (program: string): string => program.split('/').at(-1) ?? '';

function toolWith(valuedFlags: ReadonlySet<string>) {
  return ([name, recognise]: [string, Recognise]): [string, Tool] => [name, { recognise, valuedFlags }];
}
