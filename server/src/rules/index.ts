// Written by generate.ts from the files in this folder.
import { type RegisteredRule } from '../lint/define-rule.ts';

/** All rules, in the order of their ids. */
export const rules: readonly RegisteredRule[] = [];
