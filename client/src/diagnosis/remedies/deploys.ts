import { defineMessages } from '../../../../core/src/text.ts';
import { containerName } from '../content.ts';
import type { FileInGit } from '../evidence/git.ts';
import { docker, type RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  add: 'Let git know the file',
  commit: 'Commit the change, so that the next build of a commit has it',
  commitOnly: 'Commit the change; then build and deploy that commit as you always do',
  push: 'Push the branch, from which the image is built',
  kamalDeploy: 'Deploy the last commit',
  showLogs: 'Read why it fails; repair that, then deploy again',
  removeOld: 'Remove the old container, which holds the port',
  startNew: 'Start the new one',
  stopHolder: 'Stop the container that holds the port',
  startThis: 'Start this one',
  pushImage: 'Push the image, so that the swarm finds it',
  updateService: 'Let Swarm look the tag up anew, and replace the tasks one by one',
  restartDeployment: 'Replace the pods; the new ones start the image that the tag names on their node',
  updateLocal: 'Let Swarm replace the tasks one by one, from the image of this machine',
});

/**
 * Returns the commands that bring an uncommitted change to the containers: a commit, and a deploy where a tool is known; else the deploy is
 * left to the person. None for a file that git ignores: it may be kept out because of what it holds.
 */
export function commitAndDeploy(evidence: RemedyEvidence): readonly Remedy[] {
  const inGit = evidence.maybe('fileInGit');
  if (!inGit || inGit.state === 'ignored') return [];
  const deploy = kamalDeploy(evidence);
  return deploy.length > 0 ? [...commit(inGit), ...deploy] : commit(inGit, { needsPerson: true });
}

/** The commands that commit one file, a new one included; with `needsPerson` the title says what is left to do. */
function commit({ root, path, state }: FileInGit, byHand: Pick<Remedy, 'needsPerson'> = {}): readonly Remedy[] {
  const git = (...words: readonly string[]): readonly string[] => ['git', '-C', root, ...words];
  const add = { title: messages('add'), risk: 'changes-state', command: git('add', '--', path) } as const;
  return [
    ...(state === 'untracked' ? [add] : []),
    {
      title: messages(byHand.needsPerson ? 'commitOnly' : 'commit'),
      risk: 'changes-state',
      ...byHand,
      command: git('commit', '-m', `Change ${path}`, '--', path),
    },
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

/** Returns the command that shows the last words of a container; to repair what they tell of is a person's work. */
export const showLogs = (evidence: RemedyEvidence, name: string): Remedy => ({
  title: messages('showLogs'),
  risk: 'safe',
  isToRead: true,
  needsPerson: true,
  command: docker(evidence, 'logs', '--tail', '50', name),
});

/** Returns the commands that take a port from the old container and give it to the new one. */
export function startInPlaceOf(evidence: RemedyEvidence, name: string): readonly Remedy[] {
  const container = evidence.maybe('container');
  if (!container) return [];
  const remove = docker(evidence, 'rm', '-f', containerName(container));
  return [
    { title: messages('removeOld'), risk: 'destroys-data', command: remove },
    { title: messages('startNew'), risk: 'changes-state', command: docker(evidence, 'start', name) },
  ];
}

/** Returns the commands that free a port, whose holder a person has to know to be dispensable, and start the container that waits for it. */
export const startInsteadOf = (evidence: RemedyEvidence, holder: string, name: string): readonly Remedy[] => [
  {
    title: messages('stopHolder'),
    risk: 'changes-state',
    needsPerson: true,
    command: docker(evidence, 'stop', holder),
  },
  { title: messages('startThis'), risk: 'changes-state', command: docker(evidence, 'start', name) },
];

/**
 * Returns the commands that bring the image that a tag names now to the tasks of a Swarm service; none where Swarm did not make the
 * container. A pinned image comes from a registry, and is pushed unless the engine knows that it was; an image that no
 * registry has is not looked up.
 */
export function updateService(evidence: RemedyEvidence): readonly Remedy[] {
  const swarm = evidence.maybe('swarm');
  if (!swarm) return [];
  const image = swarm.image.replace(/@.*$/, '');
  const lookUp = swarm.digest === null ? ['--no-resolve-image'] : [];
  const update = docker(
    evidence,
    'service',
    'update',
    '--detach=false',
    ...lookUp,
    '--force',
    '--image',
    image,
    swarm.name,
  );
  const updated: Remedy = {
    title: messages(swarm.digest === null ? 'updateLocal' : 'updateService'),
    risk: 'changes-state',
    command: update,
  };
  if (swarm.digest === null) return [updated];
  return [{ title: messages('pushImage'), risk: 'changes-state', command: docker(evidence, 'push', image) }, updated];
}

/** Returns the command that replaces the pods of a deployment, none for a pod of something else. */
export function restartDeployment(evidence: RemedyEvidence): readonly Remedy[] {
  const pod = evidence.maybe('pod');
  if (!pod?.deployment) return [];
  const command = ['kubectl', 'rollout', 'restart', `deployment/${pod.deployment}`, '--namespace', pod.namespace];
  return [{ title: messages('restartDeployment'), risk: 'changes-state', command }];
}

/** Returns the commands that bring a change to the remote repository, and from there to the container where Compose builds it. */
export function pushAndBuild(evidence: RemedyEvidence, build: readonly Remedy[]): readonly Remedy[] {
  const inGit = evidence.maybe('fileInGit');
  if (!inGit || inGit.state === 'ignored') return [];
  const push = { title: messages('push'), risk: 'changes-state', command: ['git', '-C', inGit.root, 'push'] } as const;
  return [...(inGit.state === 'committed' ? [] : commit(inGit)), push, ...build];
}
