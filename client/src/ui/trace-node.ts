import type { Remedy } from '../diagnosis/report/report.ts';

/** One of VS Code's own icons and, where it has a meaning, one of its theme's colours. */
export interface NodeIcon {
  readonly name: string;
  readonly color: string | null;
}

/** What the menus of a node are chosen by. */
export type NodeMenu =
  'fixableAnswer' | 'commandRemedy' | 'editRemedy' | 'imageHop' | 'containerHop' | 'differingFile' | 'problem' | null;

/** A command of VS Code or of ours, and what it is called with. */
export interface NodeCommand {
  readonly id: string;
  readonly given: readonly string[];
}

/**
 * One row of the tree, as data: translated, and safe to show. `description` is the dimmed text beside the label; `spoken` is
 * what a screen reader says instead of both, the icon's meaning included.
 */
export interface TraceNode {
  /** Unique in the tree, and different in each report, so that VS Code does not carry over which rows were folded. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly spoken: string;
  readonly icon: NodeIcon;
  readonly menu: NodeMenu;
  readonly isOpen: boolean;
  readonly children: readonly TraceNode[];
  /** The way out this row offers; null for other rows. */
  readonly remedy: Remedy | null;
  /** The file of the workspace that this row names, absolute; a click opens it. */
  readonly file: string | null;
  /** The line in that file, counted from one; null where the file as a whole is meant. */
  readonly line: number | null;
  /** The command that a click on the row runs; null for rows that are read. */
  readonly command: NodeCommand | null;
}

/** Returns a row with what most rows have; the given fields win. */
export const traceNode = (given: Pick<TraceNode, 'id' | 'label' | 'icon'> & Partial<TraceNode>): TraceNode => ({
  description: '',
  tooltip: given.description ? `${given.label}\n${given.description}` : given.label,
  spoken: given.description ? `${given.label}, ${given.description}` : given.label,
  menu: null,
  isOpen: false,
  children: [],
  remedy: null,
  file: null,
  line: null,
  command: null,
  ...given,
});
