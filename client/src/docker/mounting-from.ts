import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import { isBelow, type Disk } from '../workspace/disk.ts';

/** Returns the containers that mount something out of a project's folder. They are that project's, whatever they have there. */
export async function mountingFrom(
  disk: Disk,
  summaries: readonly ContainerSummaryJson[],
  folder: string,
): Promise<ReadonlySet<ContainerSummaryJson>> {
  const real = (await disk.realPath(folder)) ?? folder;
  const isMounting = summaries.map(async ({ Mounts }): Promise<boolean> => {
    const sources = Mounts.filter(({ Type }) => Type === 'bind').map(({ Source }) => hostPathOf(Source ?? ''));
    const found = await Promise.all(sources.map(async (source) => (await disk.realPath(source)) ?? source));
    return found.some((source) => isBelow(real, source));
  });
  const areMounting = await Promise.all(isMounting);
  return new Set(summaries.filter((_, index) => areMounting[index]));
}
