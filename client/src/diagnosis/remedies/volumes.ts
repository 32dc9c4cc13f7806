import { defineMessages } from '../../../../core/src/text.ts';
import type { VolumeUser } from '../evidence/volume-users.ts';
import { createAgain } from '../remedies.ts';
import { compose, docker, nameOf, type RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  removeAll: 'Remove the containers of all services that use the volume, so that it can be removed',
  removeUsers: 'Remove the other containers that use the volume: {names}; create them again afterwards',
  removeVolume: 'Remove the volume; everything in it is lost',
  copyFile: 'Copy the new file over the old one; everything else in the volume stays',
  startAll: 'Start the services; the new volume is filled from an image',
});

/** Returns the commands, in order, that replace a volume which several containers use: it cannot be removed while one of them is there. */
export function replaceSharedVolume(
  evidence: RemedyEvidence,
  volume: string,
  users: readonly VolumeUser[],
): readonly Remedy[] {
  const remove: Remedy = {
    title: messages('removeVolume'),
    risk: 'destroys-data',
    command: docker(evidence, 'volume', 'rm', volume),
  };
  const project = evidence.maybe('service')?.project;
  const services = [...new Set(users.flatMap((user) => (user.project === project ? (user.service ?? []) : [])))];
  const isOneProject = users.every((user) => user.service !== null && user.project === project);
  const down = isOneProject ? compose(evidence, 'rm', '-s', '-f', ...services) : null;
  const up = isOneProject ? compose(evidence, 'up', '-d', ...services) : null;
  if (down && up) {
    return [
      { title: messages('removeAll'), risk: 'destroys-data', command: down },
      remove,
      { title: messages('startAll'), risk: 'changes-state', command: up },
    ];
  }
  const names = users.map(({ name }) => name);
  const [removal, ...creation] = createAgain(evidence, 'rm', '-f');
  return [
    {
      title: messages('removeUsers', { names: names.join(', ') }),
      risk: 'destroys-data',
      command: docker(evidence, 'rm', '-f', ...names, ...(creation.length > 0 ? [] : [nameOf(evidence)])),
    },
    ...(removal && creation.length > 0 ? [removal] : []),
    remove,
    ...creation,
  ];
}

/** Returns the command that copies one file inside the running container, over an older copy or to where there is none. */
export const copyInContainer = (evidence: RemedyEvidence, from: string, to: string): Remedy => ({
  title: messages('copyFile'),
  risk: 'changes-state',
  command: docker(evidence, 'exec', nameOf(evidence), 'cp', '-p', from, to),
});
