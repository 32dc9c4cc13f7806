import { defineMessages } from '../../../core/src/text.ts';
import { factsOfLacking, instructionsLacking, listOf } from './changed-instructions.ts';
import type { Judgement, Known } from './define-cause.ts';
import { commitAndDeploy } from './remedies/deploys.ts';
import { commandLine } from './report/quote-command.ts';
import type { Fact } from './report/report.ts';

export const messages = defineMessages({
  changed:
    '{image} was built from commit {commit}, and your change to {dockerfile} is not committed: it lacks {instructions}',
  removed: '{image} was built from commit {commit}, and your change to {dockerfile} is not committed',
  named: 'The image says that it was built from commit {commit}',
  kamal: 'Kamal builds a clone of the last commit, because builder.context is not set',
  inGit: 'Commit {commit} has another {dockerfile} than the disk',
  nothing: 'The image is as the Dockerfile says',
  noCommit: 'Nothing shows that the image was built from a commit',
  fromFolder: 'The image is built from a folder, not from a commit',
  committed: 'The last commit has your Dockerfile',
  otherCommit: 'The image is of a commit before the last, which has another Dockerfile',
});

type Asked = Known<'container' | 'instructions'>;

/** Judges whether the image was built from a commit that does not have the change to the Dockerfile. */
export function judgeUncommitted(evidence: Asked): Judgement {
  const { container, instructions } = evidence.its;
  const ruledOut = (text: Fact['text'], from: string): Judgement => ({ is: 'ruled-out', facts: [{ text, from }] });
  const commit = evidence.maybe('commit');
  const inGit = evidence.maybe('fileInGit');
  const kamal = evidence.maybe('kamal');
  const pending = instructionsLacking(evidence);
  if (!instructions.isAsked || (pending.length === 0 && instructions.leftOver === 0))
    return ruledOut(messages('nothing'), evidence.from('instructions'));
  if (!commit || !inGit) return ruledOut(messages('noCommit'), evidence.from('container', '.Config'));
  if (commit.isOfWorkingTree || evidence.maybe('service')?.hasBuild || kamal?.context)
    return ruledOut(messages('fromFolder'), evidence.from('commit'));
  if (inGit.state === 'committed') return ruledOut(messages('committed'), evidence.from('fileInGit'));
  // What the image lacks may stand in a commit that nobody deployed yet.
  if (inGit.inBuilt !== inGit.inHead) return ruledOut(messages('otherCommit'), evidence.from('fileInGit'));
  const image = container.Config.Image;
  const written = commit.written.slice(0, 12);
  const said: Fact =
    commit.by === 'kamal'
      ? { text: messages('kamal'), from: evidence.from('commit') }
      : { text: messages('named', { commit: written }), from: evidence.from('commit') };
  const other: Fact = {
    text: messages('inGit', { commit: written, dockerfile: inGit.path }),
    from: commandLine`git -C ${inGit.root} diff HEAD -- ${inGit.path}`,
  };
  const byKamal: readonly Fact[] =
    kamal && commit.by !== 'kamal' ? [{ text: messages('kamal'), from: kamal.file }] : [];
  const values = { image, commit: written, dockerfile: inGit.path };
  const answer =
    pending.length > 0
      ? messages('changed', { ...values, instructions: listOf(pending) })
      : messages('removed', values);
  // A tag alone may have been given by hand, to an image of the working tree.
  const isSure = instructions.made !== 'unknown' && (commit.by === 'label' || (kamal !== null && commit.by === 'tag'));
  return {
    is: isSure ? 'confirmed' : instructions.made === 'unknown' ? 'possible' : 'likely',
    answer,
    facts: [said, other, ...factsOfLacking(image, pending), ...byKamal],
    remedies: commitAndDeploy(evidence),
  };
}
