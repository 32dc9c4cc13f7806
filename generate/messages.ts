import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { listFiles, root, type Section } from './sources.ts';

const folders = ['core/src', 'server/src', 'client/src', 'cli/src'];

/**
 * `l10n/bundle.l10n.json`: every sentence a person may read, English to English, for translators and for VS Code.
 * Sentences of rules and causes come from their metadata; the others are read from the source text, because many of those
 * modules cannot be loaded outside VS Code.
 */
export const messageCatalogue: Section = async ({ rules, causes }) => {
  const sentences = new Set<string>();
  for (const { summary, why, messages } of rules)
    [summary, why, ...Object.values(messages)].forEach((one) => sentences.add(one));
  for (const { title, why, messages } of causes)
    [title, why, ...Object.values(messages)].forEach((one) => sentences.add(one));
  for (const folder of folders) {
    for (const file of await listFiles(folder)) {
      const source = await readFile(path.join(root, folder, file), 'utf8');
      sentencesIn(source).forEach((one) => sentences.add(one));
    }
  }
  const bundle = Object.fromEntries([...sentences].sort().map((sentence) => [sentence, sentence]));
  return [{ file: 'l10n/bundle.l10n.json', content: `${JSON.stringify(bundle, null, 2)}\n` }];
};

/** Returns the literal sentences that a source text passes to `defineMessages` and `text`. */
export function sentencesIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first] = node.arguments;
      if (node.expression.text === 'defineMessages' && first) found.push(...literalsOf(first));
      if (node.expression.text === 'text' && first && ts.isStringLiteralLike(first)) found.push(first.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  return found;
}

function literalsOf(node: ts.Expression): string[] {
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) ? [literal(property.initializer)] : [],
  );
}

/** A sentence that is too long for its line stands there as `'…' + '…'`. */
function literal(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBinaryExpression(node)) return literal(node.left) + literal(node.right);
  throw new Error(`A sentence must be a literal, not ${ts.SyntaxKind[node.kind]}`);
}
