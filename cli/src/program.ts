import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { forTerminal } from '../../core/src/escape.ts';
import { defineMessages, plain } from '../../core/src/text.ts';
import type { Tools } from './ask-docker.ts';
import { exitStatus, type Io } from './io.ts';
import { createLint, type LintOptions } from './lint-command.ts';
import { complain, Problem, unexpected } from './problem.ts';
import { createWhy, type WhyOptions } from './why-command.ts';

export const messages = defineMessages({
  description: 'Finds the one place where a change stopped on its way into a Docker container, and proves it.',
  version: 'print the version',
});

const loadDockerTools = (): Promise<Tools> => import('./docker-tools.ts');

/**
 * Runs `unstale` with its arguments (without the program's own name) and returns the exit status. It never throws: what goes
 * wrong is one sentence on the error stream.
 */
export async function run(
  words: readonly string[],
  io: Io,
  load: () => Promise<Tools> = loadDockerTools,
): Promise<number> {
  let status: number = exitStatus.present;
  const program = createProgram(io);
  const whyCommand = createWhy().action(async (file: string | undefined, options: WhyOptions) => {
    const { why } = await import('./why.ts');
    status = await why(file, options, io, load);
  });
  const lintCommand = createLint().action(async (paths: string[], options: LintOptions) => {
    const { lint } = await import('./lint.ts');
    status = await lint(paths, options, io);
  });
  program.addCommand(whyCommand.copyInheritedSettings(program));
  program.addCommand(lintCommand.copyInheritedSettings(program));
  try {
    await program.parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    return statusAfter(error, io);
  }
}

/** The program without its subcommands; it neither exits nor prints by itself. */
const createProgram = (io: Io): Command =>
  new Command('unstale')
    .description(plain(messages('description')))
    .version(version, '-V, --version', plain(messages('version')))
    .exitOverride()
    .configureOutput({
      writeOut: (printed) => io.stdout.write(printed),
      writeErr: (printed) => io.stderr.write(printed),
      outputError: (printed, write) => write(asOneSentence(printed)),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
    });

/** Commander puts `error:` before its message, and a suggestion on a line of its own. */
const asOneSentence = (printed: string): string => {
  const sentence = printed
    .replace(/^error: /, '')
    .trim()
    .replaceAll('\n', ' ');
  return `unstale: ${forTerminal(sentence)}\n`;
};

function statusAfter(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.present : exitStatus.badInput;
  if (error instanceof Problem) {
    complain(io, error.text, error);
    return error.status;
  }
  complain(io, unexpected(error), error);
  return exitStatus.couldNotTell;
}
