import type { EngineName } from './engine-names.ts';
import type { Stage } from './stage.ts';

/** The engines share a machine, and two managers cannot listen at one address. */
const addresses: Readonly<Record<EngineName, string>> = {
  'engine-20.10': '127.0.0.1',
  'engine-28-classic': '127.0.0.2',
  'engine-28-containerd': '127.0.0.3',
};

/** Makes the engine the manager of a swarm of its own, unless it is one; the swarm stays for the plays to come. */
export async function initSwarm({ docker, engine }: Stage): Promise<void> {
  const isManager = async (): Promise<boolean> =>
    (await docker('info', '--format', '{{.Swarm.ControlAvailable}}')) === 'true';
  if (await isManager()) return;
  const address = addresses[engine];
  try {
    await docker('swarm', 'init', '--advertise-addr', address, '--listen-addr', `${address}:2377`);
  } catch (error) {
    // Plays run side by side, and another one may have been quicker.
    if (!(await isManager())) throw error;
  }
}
