import { Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, plain } from '../../core/src/text.ts';
import { reportFormats, type ReportFormat } from './report-formats.ts';

/** The options of `unstale why`, as commander hands them over. */
export interface WhyOptions {
  readonly container?: string;
  readonly dockerfile?: string;
  readonly composeFile?: readonly string[];
  readonly context?: string;
  readonly host?: string;
  readonly format: ReportFormat;
  readonly saveSnapshot?: string;
  readonly snapshot?: string;
  /** Seconds. */
  readonly timeout: number;
  /** False with `--no-exec`. */
  readonly exec: boolean;
  /** True with `--registry`. */
  readonly registry?: boolean;
  /** Absent where neither `--color` nor `--no-color` was given. */
  readonly color?: boolean;
}

/** A snapshot is replayed without Docker, so nothing that leads to Docker goes with it. */
const optionsOfAsking = [
  'container',
  'dockerfile',
  'composeFile',
  'context',
  'host',
  'saveSnapshot',
  'timeout',
  'exec',
  'registry',
];

export const messages = defineMessages({
  summary: 'tell why a change is not in the container',
  description: 'Tells why a change is not in the container: the one place on its way where it stopped, and the proof.',
  file: 'the edited file or folder; without it the question is about the whole container',
  container: 'ask about this container (name or ID) instead of finding it',
  dockerfile: 'the Dockerfile that builds the image',
  composeFile: 'a Compose file of the project (repeatable)',
  context: 'the Docker context to ask',
  host: 'the Docker endpoint to ask',
  format: 'how to print the report',
  saveSnapshot: 'save what was gathered, without secrets, for a replay',
  snapshot: 'replay a saved snapshot without Docker',
  timeout: 'give up after this time',
  noExec: 'run no program in the container to ask what its processes see',
  registry: 'also ask registries that are not on this machine what they have under the image names',
  color: 'colour the text even when it is not for a terminal',
  noColor: 'never colour the text',
  statuses: 'Exit status: 0 the change is there, 1 a cause was found, 2 usage or input error, 3 could not tell.',
  examples: 'Examples:',
  notSeconds: 'It has to be a number of seconds above 0 and up to {longest}.',
});

const say = (key: Exclude<keyof typeof messages.sentences, 'notSeconds'>): string => plain(messages(key));

const examples = [
  'unstale why src/server.js',
  'unstale why --container shop-web-1',
  'unstale why src/server.js --format json --save-snapshot snapshot.json',
  'unstale why --snapshot snapshot.json',
];

/** Returns the subcommand `why` with its options and without its action. */
export const createWhy = (): Command =>
  new Command('why')
    .summary(say('summary'))
    .description(say('description'))
    .argument('[file]', say('file'))
    .option('--container <name>', say('container'))
    .option('--dockerfile <file>', say('dockerfile'))
    .option('--compose-file <file>', say('composeFile'), collect)
    .option('--context <name>', say('context'))
    .option('--host <url>', say('host'))
    .addOption(new Option('--format <format>', say('format')).choices(reportFormats).default('text'))
    .option('--save-snapshot <file>', say('saveSnapshot'))
    .addOption(new Option('--snapshot <file>', say('snapshot')).conflicts(optionsOfAsking))
    .option('--timeout <seconds>', say('timeout'), readSeconds, 30)
    .option('--no-exec', say('noExec'))
    .option('--registry', say('registry'))
    .option('--color', say('color'))
    .option('--no-color', say('noColor'))
    .addHelpText(
      'after',
      ['', say('statuses'), '', say('examples'), ...examples.map((line) => `  ${line}`)].join('\n'),
    );

const collect = (file: string, files: readonly string[] = []): readonly string[] => [...files, file];

/** A day is more than anybody waits for, and less than a timer can hold. */
const longestTimeout = 86_400;

function readSeconds(given: string): number {
  const seconds = Number(given);
  if (given.trim() !== '' && seconds > 0 && seconds <= longestTimeout) return seconds;
  throw new InvalidArgumentError(plain(messages('notSeconds', { longest: longestTimeout })));
}
