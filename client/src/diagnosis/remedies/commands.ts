import { composeWords } from '../compose-words.ts';
import { containerName, isOneOff } from '../content.ts';
import type { Known } from '../define-cause.ts';
import type { EvidenceKey } from '../evidence.ts';

/** Evidence from which commands are made; every cause with a remedy has it. */
export type RemedyEvidence = Pick<Known<EvidenceKey>, 'maybe' | 'dockerFlags'>;

/** What Compose does to the containers of a service; those of `docker compose run` are none of them. */
const forReplicas = new Set(['up', 'rm']);

/**
 * Returns a Compose command for this container’s service, which comes last; null where Compose could not be told of it, and where it would
 * leave this container alone (https://docs.docker.com/reference/cli/docker/compose/run/).
 */
export const compose = (evidence: RemedyEvidence, ...words: readonly string[]): readonly string[] | null => {
  const labels = evidence.maybe('container')?.Config.Labels ?? {};
  const project = labels['com.docker.compose.project'];
  const service = evidence.maybe('service');
  // A service that its files do not state any more cannot be named to Compose.
  if (project === undefined || !service?.at) return null;
  if (isOneOff(labels) && forReplicas.has(words[0] ?? '')) return null;
  const { files, workingDirectory } = service;
  const environmentFiles = (labels['com.docker.compose.project.environment_file'] ?? '').split(',').filter(Boolean);
  const place = composeWords({ project, workingDirectory, files, environmentFiles });
  return docker(evidence, 'compose', ...place, ...words, service.service);
};

/** Returns a command of the docker CLI for this engine. */
export const docker = (evidence: RemedyEvidence, ...words: readonly string[]): readonly string[] => [
  'docker',
  ...evidence.dockerFlags,
  ...words,
];

/** Returns the container’s name for commands. */
export const nameOf = (evidence: Pick<RemedyEvidence, 'maybe'>): string => {
  const container = evidence.maybe('container');
  return container ? containerName(container) : '';
};
