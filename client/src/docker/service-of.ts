import { isOneOff } from '../diagnosis/content.ts';
import { kamalOrigin } from '../workspace/kamal-project.ts';

/**
 * Returns a name for the service that a container is one replica of, equal for all its replicas; null for a container that no tool made
 * as a replica, and for a one-off container of `docker compose run`.
 */
export function serviceOf(labels: Readonly<Record<string, string>>): string | null {
  const service = labels['com.docker.compose.service'];
  if (service !== undefined) {
    if (isOneOff(labels)) return null;
    return ['compose', labels['com.docker.compose.project'] ?? '', service].join('\0');
  }
  const ofSwarm = labels['com.docker.swarm.service.name'];
  if (ofSwarm !== undefined) return ['swarm', ofSwarm].join('\0');
  const ofKamal = kamalOrigin(labels);
  return ofKamal && ['kamal', ofKamal.service, ofKamal.role, ofKamal.destination ?? ''].join('\0');
}
