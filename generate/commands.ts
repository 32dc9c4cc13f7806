import { commands } from '../client/src/commands/manifest.ts';
import type { Section } from './sources.ts';

const folder = 'client/src/commands';

/** The registry of commands: `unstale.copyReport` is the function `copyReport` in `copy-report.ts`. */
export const commandRegistry: Section = () => {
  const names = commands.map(({ id }) => id.slice(id.indexOf('.') + 1));
  const imports = names.map((name) => `import { ${name} } from './${fileOf(name)}';\n`).sort();
  const entries = commands.map(({ id }, index) => `  '${id}': ${names[index]},\n`);
  const content = `// Written by generate.ts from manifest.ts.
import type { Command } from './command.ts';
${imports.join('')}import type { CommandId } from './manifest.ts';

/** The function behind each command. */
export const handlers: Readonly<Record<CommandId, Command>> = {
${entries.join('')}};
`;
  return [{ file: `${folder}/index.ts`, content }];
};

const fileOf = (name: string): string => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
