import { kindOfMount, mountOver } from '../diagnosis/covering-mount.ts';
import type { MountJson } from '../diagnosis/engine-json.ts';
import type { SeededCopy } from '../diagnosis/evidence/seeded-copy.ts';
import { seedingsOf, type Seeding } from '../diagnosis/start-seeder.ts';
import { loadNodeShell } from '../workspace/load-shell.ts';
import { startScripts } from './gather-start-script.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile } from './see-file.ts';

/** So many places are looked at for the copy. */
const maximumTargets = 3;

/**
 * Looks for a second copy of the file, where the container has the right one from its image: images of applications keep their files
 * aside, and a start script copies them into a volume while that is empty. Only containers with mounts are asked.
 */
export async function gatherSeededCopy(gatherer: Gatherer, { containerPath, mount, isThere }: Look): Promise<void> {
  const { container, evidence, name, own, tagged } = gatherer;
  const isMounted = container.Mounts.some(({ Type, RW }) => Type !== 'tmpfs' && RW !== false);
  if (!isThere || mount || containerPath === null || !isMounted) return;
  const shell = await loadNodeShell();
  if (!shell) return;
  const folder = container.Config.WorkingDir || '/';
  try {
    const scripts = await startScripts(gatherer, shell, folder);
    const seedings = seedingsOf(scripts, containerPath, folder, (own ?? tagged)?.Config.Env ?? [], shell);
    evidence.seededCopy = known(await firstCopy(gatherer, seedings), `docker inspect ${name} → .Path, .Args`);
  } catch (error) {
    evidence.seededCopy = missing(failureText(error));
  }
}

async function firstCopy(gatherer: Gatherer, seedings: readonly Seeding[]): Promise<SeededCopy | null> {
  const { engine, candidate, container, ask } = gatherer;
  const places = seedings.flatMap(({ targets, ...command }) =>
    targets.flatMap((path) => {
      const covering = mountOver(container, path);
      return covering && covering.mount.Type !== 'tmpfs' ? [{ ...command, path, mount: covering.mount }] : [];
    }),
  );
  const copies: SeededCopy[] = [];
  for (const { path, mount, script, line, program } of places.slice(0, maximumTargets)) {
    const seen = await seeFile(engine, candidate.id, path, ask);
    copies.push({ script, line, program, ...mountedAs(mount), seen });
  }
  // A command may copy a folder or what is in it; the place that has something is the one it used.
  return copies.find(({ seen }) => seen.kind === 'file') ?? copies.at(-1) ?? null;
}

const mountedAs = (mount: MountJson): Pick<SeededCopy, 'destination' | 'mounted' | 'kind'> => ({
  destination: mount.Destination,
  mounted: mount.Name ?? mount.Source ?? '',
  kind: kindOfMount(mount, null) === 'bind' ? 'bind' : 'volume',
});
