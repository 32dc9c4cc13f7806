import { defineMessages } from '../../../../core/src/text.ts';
import { composeWords } from '../compose-words.ts';
import { containerName } from '../content.ts';
import type { Evidence } from '../evidence.ts';
import { docker, type RemedyEvidence } from './commands.ts';
import type { Remedy } from '../report/report.ts';

export const messages = defineMessages({
  takeOver: 'Build and start it from this folder; it replaces the other checkout’s container',
  besides: 'Build and start it from this folder, beside the other checkout’s container',
  remove: 'Remove the other checkout’s container',
  runHere: 'Run it with this folder instead',
});

type OtherCheckout = Evidence['otherCheckout'];

/** Returns the commands that start from this folder what runs from another checkout; none where the options of `docker run` are not known. */
export function startHere(evidence: RemedyEvidence, { project, folder, here }: OtherCheckout): readonly Remedy[] {
  const service = evidence.maybe('service');
  const container = evidence.maybe('container');
  if (!container) return [];
  if (project !== null && service?.at) {
    const { files, workingDirectory } = service;
    const where = composeWords({ project, workingDirectory, files, environmentFiles: [] });
    const build = service.hasBuild ? ['--build'] : [];
    const isSame = container.Config.Labels['com.docker.compose.project'] === project;
    // Compose hands an anonymous volume with the other checkout's files on to the new container, unless it is told not to.
    const isKept = isSame && evidence.maybe('mount')?.kind === 'anonymous-volume';
    const anew = isKept ? ['--force-recreate', '-V'] : [];
    const command = docker(evidence, 'compose', ...where, 'up', '-d', ...build, ...anew, service.service);
    const risk = isKept ? 'destroys-data' : 'changes-state';
    return [{ title: messages(isSame ? 'takeOver' : 'besides'), risk, command }];
  }
  const options = evidence.maybe('runArguments');
  if (!options) return [];
  const moved = options.map((option) =>
    option.replaceAll(`${folder}/`, `${here}/`).replaceAll(`${folder}:`, `${here}:`),
  );
  return [
    {
      title: messages('remove'),
      risk: 'destroys-data',
      command: docker(evidence, 'rm', '-f', containerName(container)),
    },
    {
      title: messages('runHere'),
      risk: 'changes-state',
      command: docker(evidence, 'run', ...moved, container.Config.Image),
    },
  ];
}
