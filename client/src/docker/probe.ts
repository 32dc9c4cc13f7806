import { randomBytes } from 'node:crypto';
import { container, createdId } from './answers.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import { segment } from './paths.ts';
import { readNothing } from './read-body.ts';
import { jsonAs, type Requests } from './requests.ts';

/** The label of our probe containers; its value is the time of creation in ISO 8601. Other tools may filter by it. */
export const PROBE_LABEL = 'dev.unstale.probe';

/** No probe is in use for longer than this, in milliseconds. */
const LONGEST_USE = 60_000;

/** Creates and removes probes, and sees to it that none is left behind by a question that was given up. */
export interface Probes {
  /** Returns the ID of a new probe. */
  create(image: string, volumes: readonly string[], asker: AbortSignal): Promise<string>;
  /** Removes a probe; one that is gone or going is no failure. */
  remove(id: string): Promise<void>;
  /** Resolves when the removals that nobody waits for have ended. */
  settled(): Promise<void>;
}

/** Returns the probes of one engine. */
export function keepProbes(requests: Requests): Probes {
  const removals = new Set<Promise<void>>();
  const never = new AbortController().signal;

  async function create(image: string, volumes: readonly string[], asker: AbortSignal): Promise<string> {
    // Its name is chosen here, so that it can be removed even when the answer with its ID is lost.
    const name = `unstale-probe-${randomBytes(8).toString('hex')}`;
    const body = probeBody(image, volumes, new Date());
    // The request itself is not cancelled: the engine might create the container all the same, and nobody would know.
    const creation = requests.perform(
      { method: 'POST', path: '/containers/create', query: { name }, body },
      never,
      jsonAs(createdId),
    );
    try {
      return await requests.orCancelled(creation, asker);
    } catch (error) {
      if (mayExist(error)) removeLater(creation, name);
      throw error;
    }
  }

  function removeLater(creation: Promise<string>, name: string): void {
    const removal = creation
      .then(remove, () => remove(name))
      // Nobody is there to be told. `sweepProbes` finds what stayed behind.
      .catch(() => undefined)
      .finally(() => removals.delete(removal));
    removals.add(removal);
  }

  async function remove(id: string): Promise<void> {
    // Without `force` the engine refuses to remove a running container, whoever passes its ID by mistake. `v` takes the
    // anonymous volumes along.
    const request = { method: 'DELETE', path: `/containers/${segment(id)}`, query: { v: true } } as const;
    try {
      await requests.perform(request, never, readNothing);
    } catch (error) {
      if (!(await isGone(id, error))) throw error;
    }
  }

  /** A conflict may mean that the removal is under way already, or that the container runs: its state tells. */
  async function isGone(id: string, error: unknown): Promise<boolean> {
    if (!(error instanceof EngineFailure)) return false;
    if (error.reason !== 'conflict') return error.reason === 'not-found';
    const inspect = { method: 'GET', path: `/containers/${segment(id)}/json` } as const;
    return requests.perform(inspect, never, jsonAs(container)).then(
      ({ State }) => State.Status === 'removing' || State.Status === 'dead',
      (failure: unknown) => failure instanceof EngineFailure && failure.reason === 'not-found',
    );
  }

  return { create, remove, settled: async () => void (await Promise.all(removals)) };
}

/** After these failures the engine may have created the container nevertheless. */
const mayExist = (error: unknown): boolean =>
  error instanceof EngineFailure && ['cancelled', 'timed-out', 'broken-answer'].includes(error.reason);

/**
 * Returns the body of `POST /containers/create` for a probe: a container that is created so that an image's files can be
 * read, and never started. `Cmd` is there because an image without a command is refused otherwise.
 */
function probeBody(image: string, volumes: readonly string[], now: Date): object {
  const tmpfs = volumes.filter((path) => path.startsWith('/') && !/^\/+$/.test(path)).map((path) => [path, '']);
  return {
    Image: image,
    Cmd: ['x'],
    NetworkDisabled: true,
    Labels: { [PROBE_LABEL]: now.toISOString() },
    HostConfig: { Tmpfs: Object.fromEntries(tmpfs) as Record<string, string> },
  };
}

/**
 * Removes the probes that a killed process left behind: labelled as ours, never started, and older than a minute. Returns
 * how many. A label that is no time is not ours to judge and stays. `now` is in milliseconds since 1970.
 */
export async function sweepProbes(engine: Engine, ask: Ask = {}, now = Date.now()): Promise<number> {
  const probes = await engine.containers({ label: [PROBE_LABEL], status: ['created'] }, ask);
  const old = probes.filter(({ Labels }) => now - Date.parse(Labels[PROBE_LABEL] ?? '') > LONGEST_USE);
  for (const { Id } of old) await engine.removeProbe(Id);
  return old.length;
}
