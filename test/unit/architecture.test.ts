import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The table of ARCHITECTURE.md: the first row whose folder a file stands in says what else of ours it may import. */
const table: readonly { folder: string; may: readonly string[]; node: boolean; vscode: boolean }[] = [
  { folder: 'core/src', may: ['core/src'], node: false, vscode: false },
  {
    folder: 'server/src/rules',
    may: ['core/src', 'server/src/rules', 'server/src/lint', 'server/src/installs'],
    node: false,
    vscode: false,
  },
  {
    folder: 'server/src/lint',
    may: ['core/src', 'server/src/lint', 'server/src/rules/index.ts', 'server/src/settings.ts'],
    node: false,
    vscode: false,
  },
  {
    folder: 'server/src/installs',
    may: ['core/src', 'server/src/installs', 'server/src/lint'],
    node: false,
    vscode: false,
  },
  {
    folder: 'server/src/hover',
    may: ['core/src', 'server/src/hover', 'server/src/lint', 'server/src/installs'],
    node: false,
    vscode: false,
  },
  { folder: 'server/src', may: ['core/src', 'server/src'], node: true, vscode: false },
  { folder: 'client/src/diagnosis', may: ['core/src', 'client/src/diagnosis'], node: false, vscode: false },
  {
    folder: 'client/src/docker',
    may: ['core/src', 'client/src/diagnosis', 'client/src/docker', 'client/src/workspace'],
    node: true,
    vscode: false,
  },
  {
    folder: 'client/src/workspace',
    may: ['core/src', 'client/src/diagnosis', 'client/src/workspace'],
    node: true,
    vscode: false,
  },
  { folder: 'client/src', may: ['core/src', 'client/src', 'server/src/protocol.ts'], node: true, vscode: true },
  {
    folder: 'cli/src',
    may: [
      'core/src',
      'client/src/diagnosis',
      'client/src/docker',
      'client/src/workspace',
      'server/src/lint',
      'server/src/rules',
      'server/src/context.ts',
      'server/src/settings.ts',
      'cli/src',
      'package.json',
    ],
    node: true,
    vscode: false,
  },
];

interface Import {
  readonly file: string;
  /** A path below the root for files of ours, the name of the package otherwise. */
  readonly target: string;
  readonly isOurs: boolean;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort();

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const isDeclaration = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const name = isDeclaration ? node.moduleSpecifier : isCall ? node.arguments[0] : undefined;
    if (name && ts.isStringLiteral(name)) names.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names.map((name) => {
    const isOurs = name.startsWith('.');
    return { file, isOurs, target: isOurs ? posix.join(dirname(file), name) : name };
  });
}

/** Returns a way round for each import that closes one: `a.ts → b.ts → a.ts`. Imports of types count. */
function cyclesAmong(all: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { file, target, isOurs } of all) if (isOurs) targets.set(file, [...(targets.get(file) ?? []), target]);
  const cycles: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) return void cycles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (finished.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...way, file]);
    finished.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}

const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const files = ['core/src', 'server/src', 'client/src', 'cli/src'].flatMap(filesIn);
const imports = files.flatMap(importsOf);
const rowOf = (file: string) => table.find(({ folder }) => isBelow(file, folder));
const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);

describe('who may import whom', () => {
  it('has a row for each file', () => {
    expect(files.filter((file) => !rowOf(file))).toEqual([]);
    expect(imports.length).toBeGreaterThan(300);
  });

  it('keeps to the table', () => {
    const broken = imports.filter(
      ({ file, target, isOurs }) => isOurs && !rowOf(file)?.may.some((allowed) => isBelow(target, allowed)),
    );
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('keeps the machine out of what is pure', () => {
    const broken = imports.filter(({ file, target, isOurs }) => !isOurs && isNode(target) && !rowOf(file)?.node);
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('reads neither clock nor environment in what is pure', () => {
    const pure = files.filter((file) => rowOf(file)?.node === false);
    const broken = pure.filter((file) => {
      const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      return /\bDate\.now\(|\bnew Date\(\)|\bprocess\.(env|cwd|argv|platform|exit|hrtime|std)|\bMath\.random\(|\bfetch\(/.test(
        code,
      );
    });
    expect(broken).toEqual([]);
  });

  it('imports vscode in extension.ts, language-client.ts, ui and commands only', () => {
    const allowed = /^client\/src\/(extension\.ts|language-client\.ts|ui\/|commands\/)/;
    const broken = imports.filter(({ file, target }) => target === 'vscode' && !allowed.test(file));
    expect(broken.map(({ file }) => file)).toEqual([]);
  });

  it('imports dockerode in one file', () => {
    const users = imports.filter(({ target }) => target === 'dockerode').map(({ file }) => file);
    expect([...new Set(users)]).toEqual(['client/src/docker/dockerode-engine.ts']);
  });

  it('has no rule or cause that imports another', () => {
    const unit = /^(server\/src\/rules|client\/src\/diagnosis\/causes)\/[^/]+\//;
    const broken = imports.filter(({ file, target }) => unit.test(file) && unit.test(target));
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('has no file that imports itself by way of others', () => {
    expect(cyclesAmong(imports)).toEqual([]);
  });

  it('imports nothing of the tests in what is shipped', () => {
    expect(imports.filter(({ target }) => isBelow(target, 'test'))).toEqual([]);
  });
});

it('names files in kebab-case', () => {
  expect(files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(posix.basename(file)))).toEqual([]);
});
