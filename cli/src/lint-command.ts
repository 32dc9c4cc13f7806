import { Command, Option } from 'commander';
import { defineMessages, plain } from '../../core/src/text.ts';
import { severities, type Severity } from '../../server/src/lint/define-rule.ts';

/** How findings can be printed. */
const lintFormats = ['text', 'json'] as const;

/** The options of `unstale lint`, as commander hands them over. */
export interface LintOptions {
  readonly format: (typeof lintFormats)[number];
  /** The lightest severity that makes the exit status 1. */
  readonly failOn: Severity | 'never';
}

export const messages = defineMessages({
  summary: 'find what makes Dockerfiles stale or slow to build',
  description: 'Checks Dockerfiles with the rules that the editor shows; no engine is asked and nothing is run.',
  paths: 'Dockerfiles, or folders in which they are looked for',
  format: 'how to print the findings',
  failOn: 'the lightest severity that makes the exit status 1',
  statuses: 'Exit status: 0 nothing at or above --fail-on, 1 findings, 2 usage or input error.',
});

const say = (key: keyof typeof messages.sentences): string => plain(messages(key));

/** Returns the subcommand `lint` with its options and without its action. */
export const createLint = (): Command =>
  new Command('lint')
    .summary(say('summary'))
    .description(say('description'))
    .argument('<path...>', say('paths'))
    .addOption(new Option('--format <format>', say('format')).choices(lintFormats).default('text'))
    .addOption(new Option('--fail-on <severity>', say('failOn')).choices([...severities, 'never']).default('warning'))
    .addHelpText('after', `\n${say('statuses')}`);
