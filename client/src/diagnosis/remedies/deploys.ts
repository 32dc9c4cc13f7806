import { defineMessages } from '../../../../core/src/text.ts';
import type { RemedyEvidence } from '../remedies.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  add: 'Let git know the file',
  commit: 'Commit the change, so that the next build of a commit has it',
  kamalDeploy: 'Deploy the last commit',
});

/**
 * Returns the commands that bring an uncommitted change to the containers: a commit, and a deploy where a tool is known. None for a file
 * that git ignores: it may be kept out because of what it holds.
 */
export function commitAndDeploy(evidence: RemedyEvidence): readonly Remedy[] {
  const inGit = evidence.maybe('fileInGit');
  if (!inGit || inGit.state === 'ignored') return [];
  const { root, path, state } = inGit;
  const git = (...words: readonly string[]): readonly string[] => ['git', '-C', root, ...words];
  const add = { title: messages('add'), risk: 'changes-state', command: git('add', '--', path) } as const;
  return [
    ...(state === 'untracked' ? [add] : []),
    {
      title: messages('commit'),
      risk: 'changes-state',
      command: git('commit', '-m', `Change ${path}`, '--', path),
    },
    ...kamalDeploy(evidence),
  ];
}

/** Returns the command that builds and deploys with Kamal, none where Kamal did not make the container. */
export function kamalDeploy(evidence: RemedyEvidence): readonly Remedy[] {
  const kamal = evidence.maybe('kamal');
  if (!kamal) return [];
  const destination = kamal.destination === null ? [] : ['-d', kamal.destination];
  const command = ['kamal', 'deploy', ...destination, '--config-file', kamal.file];
  return [{ title: messages('kamalDeploy'), risk: 'changes-state', command }];
}
