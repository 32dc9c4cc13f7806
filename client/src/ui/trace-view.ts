import * as vscode from 'vscode';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { traceView } from '../commands/manifest.ts';
import { stepsOfFix, type Report } from '../diagnosis/report/report.ts';
import { problemNodes } from './problem.ts';
import { forRow } from './safe-text.ts';
import { translate } from './render.ts';
import { traceNodes } from './trace-model.ts';
import type { TraceNode } from './trace-node.ts';
import type { AskedAbout, TraceState } from './trace-state.ts';

export const messages = defineMessages({
  asking: 'Following the change…',
  subject: '{subject} → {container}',
});

/** The tree that shows the last answer. It asks nothing itself: it is given states to show. */
export class TraceView implements vscode.TreeDataProvider<TraceNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #tree: vscode.TreeView<TraceNode>;
  #state: TraceState = { is: 'empty' };
  #roots: readonly TraceNode[] = [];
  #parents = new Map<string, TraceNode | undefined>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor() {
    this.#tree = vscode.window.createTreeView(traceView, { treeDataProvider: this });
  }

  /** What is shown now. */
  get state(): TraceState {
    return this.#state;
  }

  /** The last report; null when there is none or a newer question has not been answered. */
  get report(): Report | null {
    return this.#state.is === 'answered' ? this.#state.report : null;
  }

  /** What was asked last; null before the first question. */
  get about(): AskedAbout | null {
    return this.#state.is === 'empty' ? null : this.#state.about;
  }

  /** The rows as they are shown. */
  get roots(): readonly TraceNode[] {
    return this.#roots;
  }

  /** Returns the row with this id, or null when the tree shows no such row. */
  find(id: string): TraceNode | null {
    return findNode(this.#roots, id);
  }

  /** Shows a state. An answer or a problem that was asked for is brought before the person's eyes with `reveal`. */
  show(state: TraceState): void {
    this.#state = state;
    this.#roots = nodesOf(state);
    this.#parents = parentsOf(this.#roots);
    this.#tree.message = state.is === 'asking' ? translate(messages('asking')) : undefined;
    this.#tree.description = state.is === 'answered' ? subjectOf(state) : undefined;
    setContextKeys(state);
    this.#changed.fire();
  }

  /** Brings the view before the person's eyes while a question is under way, and leaves the focus where it is. */
  async open(): Promise<void> {
    await vscode.commands.executeCommand(`${traceView}.open`, { preserveFocus: true });
  }

  /** Opens the view and selects its first row; with `focus` the answer is also what a screen reader reads next. */
  async reveal(focus: boolean): Promise<void> {
    const [first] = this.#roots;
    if (first) await this.#tree.reveal(first, { select: true, focus });
    else if (focus) await vscode.commands.executeCommand(`${traceView}.focus`);
  }

  getChildren(node?: TraceNode): TraceNode[] {
    return [...(node ? node.children : this.#roots)];
  }

  getParent(node: TraceNode): TraceNode | undefined {
    return this.#parents.get(node.id);
  }

  getTreeItem(node: TraceNode): vscode.TreeItem {
    return treeItemOf(node);
  }

  dispose(): void {
    this.#tree.dispose();
    this.#changed.dispose();
  }
}

function nodesOf(state: TraceState): readonly TraceNode[] {
  if (state.is === 'answered') return traceNodes(state.report, state.about.folder.fsPath, translate);
  return state.is === 'failed' ? problemNodes(state.problem, translate) : [];
}

function subjectOf({ report, about }: TraceState & { is: 'answered' }): string {
  const subject = report.subject.kind === 'file' ? report.subject.shown : vscode.workspace.asRelativePath(about.folder);
  return forRow(translate(messages('subject', { subject, container: report.container.name })));
}

/** The menus' conditions; the names stand in `commands/manifest.ts`. */
function setContextKeys(state: TraceState): void {
  const comparable = state.is === 'answered' ? state.report.comparable : null;
  const keys = {
    'unstale.hasAsked': state.is !== 'empty' && state.about !== null,
    'unstale.hasReport': state.is === 'answered',
    'unstale.isFixable': state.is === 'answered' && stepsOfFix(state.report.verdict).length > 0,
    'unstale.isComparable': comparable !== null,
    'unstale.hasImage': (comparable?.containerImage ?? comparable?.taggedImage ?? null) !== null,
  };
  for (const [key, value] of Object.entries(keys)) void vscode.commands.executeCommand('setContext', key, value);
}

function treeItemOf(node: TraceNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, foldingOf(node));
  item.id = node.id;
  item.description = node.description;
  item.tooltip = node.tooltip;
  item.iconPath = new vscode.ThemeIcon(
    node.icon.name,
    node.icon.color ? new vscode.ThemeColor(node.icon.color) : undefined,
  );
  item.accessibilityInformation = { label: makeVisible(node.spoken) };
  if (node.menu) item.contextValue = node.menu;
  if (node.file !== null) {
    const uri = vscode.Uri.file(node.file);
    const at = node.line === null ? [] : [{ selection: new vscode.Range(node.line - 1, 0, node.line - 1, 0) }];
    item.command = { command: 'vscode.open', title: node.label, arguments: [uri, ...at] };
  }
  if (node.command) item.command = { command: node.command.id, title: node.label, arguments: [...node.command.given] };
  return item;
}

function foldingOf({ children, isOpen }: TraceNode): vscode.TreeItemCollapsibleState {
  if (children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function findNode(nodes: readonly TraceNode[], id: string): TraceNode | null {
  for (const node of nodes) {
    const found = node.id === id ? node : findNode(node.children, id);
    if (found) return found;
  }
  return null;
}

function parentsOf(roots: readonly TraceNode[]): Map<string, TraceNode | undefined> {
  const parents = new Map<string, TraceNode | undefined>();
  const visit = (nodes: readonly TraceNode[], parent: TraceNode | undefined): void => {
    for (const node of nodes) {
      parents.set(node.id, parent);
      visit(node.children, node);
    }
  };
  visit(roots, undefined);
  return parents;
}
