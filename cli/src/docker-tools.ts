/** What `unstale why` needs of Docker and the disk, in one module, so that it is loaded when it is used and not before. */
export { connectEngine } from '../../client/src/docker/dockerode-engine.ts';
export { findCandidates } from '../../client/src/docker/find-candidates.ts';
export { dockerConfigFolder } from '../../client/src/docker/search.ts';
export { gather } from '../../client/src/docker/gather.ts';
export { resolveEndpoint } from '../../client/src/docker/resolve-endpoint.ts';
export { nodeDisk } from '../../client/src/workspace/disk.ts';
export { contextsNoted } from '../../client/src/workspace/buildx-refs.ts';
export { nodePrograms } from '../../client/src/workspace/programs.ts';
export { nodeSurroundings } from '../../client/src/docker/surroundings.ts';
