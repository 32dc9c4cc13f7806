import { Language, Parser, type Node } from 'web-tree-sitter';
import { unquote } from '../dockerfile/words.ts';

/** The two WebAssembly files: web-tree-sitter's runtime, and tree-sitter-bash's grammar. Whoever loads the shell reads them. */
export interface ShellWasm {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** A word of a command. Offsets are UTF-16 code units in the script; `isLiteral` is false when the shell would replace a part. */
export interface ShellWord {
  readonly raw: string;
  /** Without quotes and escapes; expansions stay as written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly isLiteral: boolean;
}

/** What stands around a command: it may run many times, not at all, later, or to decide or supply something. */
export type Surrounding = 'loop' | 'condition' | 'branch' | 'function' | 'subshell' | 'substitution' | 'background';

/** What joins a command to the one before it; null for the first of its list, and after a line break. */
export type Connector = '&&' | '||' | '|' | ';' | '&';

/** `< file`, `>> file`: the operator and the word after it. */
export interface Redirect {
  readonly operator: string;
  readonly word: ShellWord;
}

/** A simple command of a script. `words` begins with the name; assignments before it and redirections are not among them. */
export interface ShellCommand {
  /** The last part of the path that was called: `npm` for `/usr/bin/npm`. */
  readonly name: string;
  readonly words: readonly ShellWord[];
  readonly redirects: readonly Redirect[];
  /** The outermost first. */
  readonly isIn: readonly Surrounding[];
  readonly connector: Connector | null;
  readonly start: number;
  readonly end: number;
}

/** A loaded shell grammar. */
export interface Shell {
  /** Returns the simple commands of a script in their order; what cannot be understood is left out. */
  readonly commandsOf: (script: string) => readonly ShellCommand[];
}

/** Scripts longer than this are read up to here: nobody writes them by hand. */
const maximumScript = 200_000;

/** How many scripts are remembered; while somebody types, all but one RUN are the same as before. */
const remembered = 2_000;

/** Loads the grammar; rejects when the bytes are not what they should be. */
export async function loadShell(wasm: ShellWasm): Promise<Shell> {
  await Parser.init({ wasmBinary: wasm.runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm.grammar));
  const memory = new Map<string, readonly ShellCommand[]>();
  return {
    commandsOf: (script) => {
      const known = memory.get(script);
      if (known) return known;
      const commands = parse(parser, script.slice(0, maximumScript));
      if (memory.size >= remembered) memory.clear();
      memory.set(script, commands);
      return commands;
    },
  };
}

function parse(parser: Parser, script: string): ShellCommand[] {
  const tree = parser.parse(script);
  if (!tree) return [];
  try {
    return collect(tree.rootNode);
  } finally {
    tree.delete();
  }
}

/** Walks the tree with its own stack, because scripts from strangers may nest deeper than ours. */
function collect(rootNode: Node): ShellCommand[] {
  const commands: ShellCommand[] = [];
  const stack: { node: Node; isIn: readonly Surrounding[] }[] = [{ node: rootNode, isIn: [] }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, isIn } = top;
    if (node.type === 'command' || node.type === 'declaration_command') commands.push(readCommand(node, isIn));
    for (const child of node.namedChildren.toReversed()) {
      if (child) stack.push({ node: child, isIn: [...isIn, ...surroundingsOf(node, child)] });
    }
  }
  return commands;
}

const surroundings: Readonly<Record<string, Surrounding>> = {
  for_statement: 'loop',
  c_style_for_statement: 'loop',
  while_statement: 'loop',
  if_statement: 'branch',
  case_item: 'branch',
  function_definition: 'function',
  subshell: 'subshell',
  command_substitution: 'substitution',
  process_substitution: 'substitution',
};

function surroundingsOf(parent: Node, child: Node): Surrounding[] {
  const found: Surrounding[] = [];
  const isCondition = parent.childForFieldName('condition')?.id === child.id;
  const kind = surroundings[parent.type];
  if (kind && !(kind === 'branch' && isCondition)) found.push(kind);
  if (isCondition) found.push('condition');
  if (child.nextSibling?.type === '&') found.push('background');
  return found;
}

const redirectTypes = new Set(['file_redirect', 'heredoc_redirect', 'herestring_redirect']);

function readCommand(node: Node, isIn: readonly Surrounding[]): ShellCommand {
  const parts = node.children.filter((child) => child !== null);
  const words = parts
    .filter(({ type }) => type !== 'variable_assignment' && !redirectTypes.has(type))
    .filter(({ type, isNamed }) => isNamed || node.type === 'declaration_command' || type.length > 1)
    .map(readWord);
  const own = parts.filter(({ type }) => type === 'file_redirect');
  const redirects = [...own, ...redirectsAround(node)].flatMap(readRedirect);
  return {
    name: words[0]?.value.split('/').at(-1) ?? '',
    words,
    redirects,
    isIn,
    connector: connectorBefore(node),
    start: node.startIndex,
    end: node.endIndex,
  };
}

/** People redirect a pipeline in a group, or the group; walking up a script from a stranger must end before. */
const deepestGroup = 4;

/**
 * The redirections of the statement that a command stands in: its own, those of the pipeline or list that it ends, and those of the group
 * it is in.
 */
function redirectsAround(node: Node): readonly Node[] {
  let current = node;
  let parent = node.parent;
  for (let level = 0; parent && level < deepestGroup; level++, parent = parent.parent) {
    if (parent.type === 'redirected_statement')
      return parent.namedChildren.filter((child) => child?.type === 'file_redirect').filter((child) => child !== null);
    const isLast = parent.namedChildren.at(-1)?.id === current.id;
    const isGroup = parent.type === 'subshell' || parent.type === 'compound_statement';
    if (!isGroup && !(isLast && (parent.type === 'pipeline' || parent.type === 'list'))) return [];
    current = parent;
  }
  return [];
}

function readRedirect(node: Node): Redirect[] {
  const destination = node.childForFieldName('destination');
  const operator = node.children.find((child) => child !== null && !child.isNamed)?.type ?? '';
  return destination ? [{ operator, word: readWord(destination) }] : [];
}

const readWord = (node: Node): ShellWord => ({
  raw: node.text,
  value: unquote(node.text, '\\'),
  start: node.startIndex,
  end: node.endIndex,
  isLiteral: !/[$`]/.test(node.text.replace(/'[^']*'|\\[\s\S]/g, '')),
});

const connectors = new Set<string>(['&&', '||', '|', ';', '&'] satisfies Connector[]);

function connectorBefore(node: Node): Connector | null {
  let current: Node | null = node;
  while (current && !current.previousSibling) current = current.parent;
  const type = current?.previousSibling?.type;
  if (type === '|&') return '|';
  return type !== undefined && connectors.has(type) ? (type as Connector) : null;
}
