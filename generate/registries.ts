import { causeFolder, ruleFolder, type Section } from './sources.ts';

const notice = '// Written by generate.ts from the files in this folder.';

/** The two registries: which rules and which causes there are. */
export const registries: Section = ({ rules, causes }) => [
  {
    file: `${ruleFolder}/index.ts`,
    content: registry(rules, {
      name: 'rules',
      type: 'RegisteredRule',
      register: 'registerRule',
      from: '../lint/define-rule.ts',
      sentence: 'All rules, in the order of their ids.',
    }),
  },
  {
    file: `${causeFolder}/index.ts`,
    content: registry(causes, {
      name: 'causes',
      type: 'RegisteredCause',
      register: 'registerCause',
      from: '../define-cause.ts',
      sentence: 'All causes, in the order of their ids.',
    }),
  },
];

interface Names {
  readonly name: string;
  readonly type: string;
  readonly register: string;
  readonly from: string;
  readonly sentence: string;
}

function registry(units: readonly { id: string; file: string }[], names: Names): string {
  const imports = units.map(({ id, file }) => `import ${variableOf(id)} from './${file}';`);
  const entries = units.map(({ id }) => `  ${names.register}('${id}', ${variableOf(id)}),`);
  const imported = units.length > 0 ? `${names.register}, type ${names.type}` : `type ${names.type}`;
  const list = units.length > 0 ? `[\n${entries.join('\n')}\n]` : '[]';
  return `${notice}
import { ${imported} } from '${names.from}';
${imports.map((line) => `${line}\n`).join('')}
/** ${names.sentence} */
export const ${names.name}: readonly ${names.type}[] = ${list};
`;
}

const variableOf = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
