import { join, relative } from 'node:path';
import { known, type Gatherer, type Look } from './gatherer.ts';

/** Records where a container of another checkout comes from, and what that checkout has in the file's place. */
export async function gatherOtherCheckout(gatherer: Gatherer, { file }: Look): Promise<void> {
  const { candidate, disk, evidence, name, ask } = gatherer;
  const other = candidate.otherCheckout;
  if (!other) return;
  const counterpart = join(other.folder, relative(other.here, file.path));
  const { folder, here, sameBy, service } = other;
  const sha256 = await disk.sha256(counterpart, ask.signal).catch(() => null);
  const from = candidate.project === null ? '.Mounts' : '.Config.Labels com.docker.compose.project.working_dir';
  evidence.otherCheckout = known(
    { folder, here, sameBy, project: service?.project ?? null, file: counterpart, sha256 },
    `docker inspect ${name} → ${from}`,
  );
}
