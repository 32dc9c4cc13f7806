import type { SwarmService } from '../diagnosis/evidence/deploys.ts';
import { parseImageReference } from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { answerTo, known, type Gatherer, type Look } from './gatherer.ts';

export const messages = defineMessages({
  serviceGone: 'Swarm has no such service any more',
});

/**
 * Records the Swarm service of a task's container. Only a manager tells of services; elsewhere the container's own image name stands
 * for what the service states, because Swarm writes the digest into it.
 */
export async function gatherSwarm(
  { engine, container, name, ask, evidence }: Gatherer,
  { isThere }: Look,
): Promise<void> {
  const { 'com.docker.swarm.service.name': service, 'com.docker.swarm.service.id': id } = container.Config.Labels;
  if (isThere || service === undefined) return;
  const [stated, tasks] = await Promise.all([
    answerTo(engine.service(id ?? service, ask), messages('serviceGone')),
    answerTo(engine.tasks(id ?? service, ask), messages('serviceGone')),
  ]);
  const ofService = stated.value?.Spec.TaskTemplate.ContainerSpec?.Image;
  const image = ofService ?? container.Config.Image;
  const running = tasks.value?.filter(({ Status, DesiredState }) => [Status.State, DesiredState].every(isRunning));
  const swarm: SwarmService = {
    name: service,
    image,
    isStatedByService: ofService !== undefined,
    digest: parseImageReference(image)?.digest ?? null,
    tasks: running
      ? {
          running: running.length,
          onImage: running.filter(({ Spec }) => Spec.ContainerSpec?.Image === image).length,
        }
      : null,
  };
  const from = swarm.isStatedByService ? `docker service inspect ${service}` : `docker inspect ${name}`;
  evidence.swarm = known(swarm, from);
}

const isRunning = (state: string): boolean => state === 'running';
