import { withoutDigest } from '../../../core/src/image-reference.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import type { FileSeen } from '../diagnosis/evidence.ts';
import type { VolumeUser } from '../diagnosis/evidence/volume-users.ts';
import { listedName } from '../diagnosis/content.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile, withProbe } from './see-file.ts';

/** The images of so many others are read; each takes a probe. */
const maximumProbes = 2;

/** Asks which containers of other images mount the volume that has another content than the file, and what their images have there. */
export async function gatherVolumeUsers(gatherer: Gatherer, { mount, isThere }: Look): Promise<void> {
  const { engine, ask, evidence } = gatherer;
  const volume = mount?.mount.Type === 'volume' ? mount.mount.Name : undefined;
  if (isThere || mount?.kind === 'bind' || volume === undefined) return;
  try {
    const listed = await engine.containers({ volume: [volume] }, ask);
    const others = listed.filter((summary) => isOfOtherImage(gatherer, summary));
    const users: VolumeUser[] = [];
    for (const summary of others) {
      const destination = summary.Mounts.find(({ Name }) => Name === volume)?.Destination;
      if (destination === undefined) continue;
      const path = mount?.rest ? `${destination.replace(/\/$/, '')}/${mount.rest}` : destination;
      const inImage = users.length < maximumProbes ? await seeInImage(gatherer, summary.ImageID, path) : null;
      users.push({ ...namesOf(summary), destination, inImage });
    }
    evidence.volumeUsers = known(users, `docker ps --all --filter volume=${volume}`);
  } catch (error) {
    evidence.volumeUsers = missing(failureText(error));
  }
}

/** Replicas, and containers of an older image under the same name, fill a volume with older files of the very same image. */
function isOfOtherImage({ container, candidate }: Gatherer, other: ContainerSummaryJson): boolean {
  if (other.Id === candidate.id || other.ImageID === container.Image) return false;
  const [own, others] = [container.Config.Labels, other.Labels];
  const service = 'com.docker.compose.service';
  const project = 'com.docker.compose.project';
  if (own[service] !== undefined && own[project] === others[project]) return own[service] !== others[service];
  return repositoryOf(container.Config.Image) !== repositoryOf(other.Image);
}

const repositoryOf = (image: string): string => withoutDigest(image).replace(/:[^/:]*$/, '');

const namesOf = (summary: ContainerSummaryJson): Omit<VolumeUser, 'destination' | 'inImage'> => ({
  name: listedName(summary),
  image: summary.Image,
  project: summary.Labels['com.docker.compose.project'] ?? null,
  service: summary.Labels['com.docker.compose.service'] ?? null,
});

/** An image that is gone or cannot be read leaves only its own part unknown. */
async function seeInImage({ engine, ask }: Gatherer, image: string, path: string): Promise<FileSeen | null> {
  try {
    const found = await engine.image(image, {}, ask);
    return await withProbe(engine, found, (probe) => seeFile(engine, probe, path, ask), ask);
  } catch (error) {
    failureText(error);
    return null;
  }
}
