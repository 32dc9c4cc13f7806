import { withoutDigest } from '../../../core/src/image-reference.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import type { Evidence, FileOnHost } from '../diagnosis/evidence.ts';
import { EngineFailure, type Engine } from './engine.ts';
import { known, type Gatherer, type Look } from './gatherer.ts';
import { changedMsOf, imageLacksChange } from './lacks-change.ts';
import { notedBuilds } from './noted-builds.ts';
import { seeFile, withProbe } from './see-file.ts';
import type { OtherEngine } from './surroundings.ts';

/** So many engines are asked, all at once; a machine has one or two. */
const maximumEngines = 4;

/** A local socket answers in milliseconds. An engine that does not is left alone. */
const patienceMs = 1500;

/**
 * Records whether another engine of this machine has the change in its image of the same name: it was built there. Only local sockets
 * are asked, and only where this engine's image lacks the change. An engine that fails is as good as none.
 */
export async function gatherOtherEngine(gatherer: Gatherer, look: Look): Promise<void> {
  const { surroundings, question, endpoint, tagged, evidence, container } = gatherer;
  const { containerPath, file } = look;
  if (!surroundings || !tagged || containerPath === null || !imageLacksChange(gatherer, look)) return;
  const changedMs = await changedMsOf(gatherer, file.path);
  const image = withoutDigest(container.Config.Image);
  const others = surroundings.otherEngines(question.environment, endpoint).slice(0, maximumEngines);
  if (changedMs === null || others.length === 0) return;
  // A build that took all steps from the cache leaves the image with their old time; buildx notes it nevertheless, for all engines.
  const isBuilt = (await notedBuilds(gatherer, changedMs, 1)).length > 0;
  const subject = { image, path: containerPath, file, changedMs, isBuilt };
  const found = await Promise.all(others.map((other) => lookInto(other, subject, gatherer)));
  const first = found.find((each) => each !== null) ?? null;
  evidence.otherEngine = known(
    first,
    `docker ${(first?.flags ?? others[0]?.flags ?? []).join(' ')} image inspect ${image}`,
  );
}

interface Wanted {
  readonly image: string;
  readonly path: string;
  readonly file: FileOnHost;
  readonly changedMs: number;
  /** A build of the Dockerfile was noted since the change, on whatever engine. */
  readonly isBuilt: boolean;
}

async function lookInto(
  { flags, connect }: OtherEngine,
  { image, path, file, changedMs, isBuilt }: Wanted,
  { ask }: Gatherer,
): Promise<Evidence['otherEngine']> {
  const engine: Engine = connect(patienceMs);
  try {
    const found = await engine.image(image, {}, ask);
    // An image that is older than the edit was not built with it, whatever it has: another project may bear the same name there.
    const madeMs = Math.max(Date.parse(found.Created), Date.parse(found.Metadata?.LastTagTime ?? '') || 0);
    if (madeMs < changedMs && !isBuilt) return null;
    const seen = await withProbe(engine, found, (probe) => seeFile(engine, probe, path, ask), ask);
    return hasContentOf(seen, file) ? { flags, image, seen } : null;
  } catch (error) {
    if (error instanceof EngineFailure && error.reason !== 'cancelled') return null;
    throw error;
  } finally {
    engine.close();
  }
}
