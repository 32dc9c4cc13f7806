// Written by generate.ts from the files in this folder.
import { registerRule, type RegisteredRule } from '../lint/define-rule.ts';
import fileIgnoredInCopy from './dockerfile/file-ignored-in-copy.ts';
import sourceBeforeDependencies from './dockerfile/source-before-dependencies.ts';
import toolchainInFinalStage from './dockerfile/toolchain-in-final-stage.ts';

/** All rules, in the order of their ids. */
export const rules: readonly RegisteredRule[] = [
  registerRule('file-ignored-in-copy', fileIgnoredInCopy),
  registerRule('source-before-dependencies', sourceBeforeDependencies),
  registerRule('toolchain-in-final-stage', toolchainInFinalStage),
];
