import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text, type Translate } from '../../../core/src/text.ts';
import { EngineFailure, type FailureReason } from '../docker/engine.ts';
import { forRow } from './safe-text.ts';
import { plainIcons } from './trace-icons.ts';
import { traceNode, type NodeCommand, type TraceNode } from './trace-node.ts';

/** What a person can do about a problem; each is a row with a command. */
export type ProblemAction =
  'try-again' | 'manage-trust' | 'open-folder' | 'choose-engine' | 'show-output' | 'show-terminal';

/** Why there is no report: one sentence, and what can be done about it. */
export interface Problem {
  readonly text: Text;
  readonly actions: readonly ProblemAction[];
}

export const messages = defineMessages({
  untrusted: 'This workspace is not trusted, so no command was run and no engine was asked',
  notOnDisk: '{name} is not a file on a disk, so it cannot be compared with a container',
  noFolder: 'Open the folder that your container is built from, then ask again',
  noContainer: 'No container was found that is built from this folder or mounts it: start one, or choose its engine',
  cancelled: 'The question was cancelled',
  unexpected: 'Something unexpected went wrong: {error}',
  'try-again': 'Try Again',
  'manage-trust': 'Manage Workspace Trust',
  'open-folder': 'Open Folder…',
  'choose-engine': 'Choose Another Engine in the Settings',
  'show-output': 'Show the Output',
  'show-terminal': 'Show the Terminal',
});

/** An error that is a sentence for the person, and no defect of ours. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.text.english);
    this.name = 'Refusal';
  }
}

/** Failures that another engine would not have. */
const failuresOfEndpoint: ReadonlySet<FailureReason> = new Set(['unreachable', 'not-permitted', 'unsupported']);

/** Returns the sentence for an error, and what can be done about it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof EngineFailure && error.reason === 'cancelled')
    return { text: messages('cancelled'), actions: ['try-again'] };
  if (error instanceof EngineFailure) {
    const another: readonly ProblemAction[] = failuresOfEndpoint.has(error.reason) ? ['choose-engine'] : [];
    return { text: error.text, actions: ['try-again', ...another, 'show-output'] };
  }
  const shown = error instanceof Error ? error.message : String(error);
  return { text: messages('unexpected', { error: shown }), actions: ['try-again', 'show-output'] };
}

/** What a row or a button of each action looks like and runs. */
export const doings: Readonly<Record<ProblemAction, { icon: string; command: NodeCommand }>> = {
  'try-again': { icon: 'refresh', command: { id: 'unstale.checkAgain', given: [] } },
  'manage-trust': { icon: 'shield', command: { id: 'workbench.trust.manage', given: [] } },
  'open-folder': { icon: 'folder-opened', command: { id: 'workbench.action.files.openFolder', given: [] } },
  'choose-engine': { icon: 'gear', command: { id: 'workbench.action.openSettings', given: ['unstale.docker'] } },
  'show-output': { icon: 'output', command: { id: 'unstale.showOutput', given: [] } },
  'show-terminal': { icon: 'terminal', command: { id: 'workbench.action.terminal.focus', given: [] } },
};

/** Returns the rows of a problem: the sentence, then what can be done, each as a row that runs it. */
export function problemNodes({ text, actions }: Problem, translate: Translate): readonly TraceNode[] {
  const sentence = translate(text);
  return [
    traceNode({
      id: 'problem',
      label: forRow(sentence),
      tooltip: makeVisible(sentence),
      spoken: makeVisible(sentence),
      icon: plainIcons.problem,
      menu: actions.includes('try-again') ? 'problem' : null,
    }),
    ...actions.map((action) =>
      traceNode({
        id: `problem/${action}`,
        label: translate(messages(action)),
        icon: { name: doings[action].icon, color: null },
        command: doings[action].command,
      }),
    ),
  ];
}
