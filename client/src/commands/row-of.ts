import type { TraceNode } from '../ui/trace-node.ts';
import type { Workbench } from './command.ts';

/** Returns the row of the tree that was clicked on; null for whatever else a caller passes. */
export const rowOf = ({ trace }: Workbench, clicked: unknown): TraceNode | null =>
  typeof clicked === 'object' && clicked !== null && 'id' in clicked && typeof clicked.id === 'string'
    ? trace.find(clicked.id)
    : null;
