import type { ContainerJson, MountJson } from './engine-json.ts';
import type { Remedy } from './report/report.ts';

/** What remedies take away when they are carried out. Whether anything is in it is to be asked. */
export interface Losses {
  /** The container is replaced or removed, and with it what was written into its own layer. */
  readonly writableLayer: boolean;
  /** The mounts of this container whose volumes are removed or replaced by new ones. */
  readonly volumes: readonly MountJson[];
}

/** Returns what the remedies' commands take away from this container. */
export function lossesOf(remedies: readonly Remedy[], container: ContainerJson): Losses {
  const commands = remedies.flatMap((remedy) => ('command' in remedy ? [remedy.command] : []));
  const volumes = container.Mounts.filter(({ Type }) => Type === 'volume');
  const removed = new Set(commands.flatMap(volumesRemoved));
  const losesAnonymous = commands.some(replacesAnonymousVolumes);
  return {
    writableLayer: commands.some(replacesContainer),
    volumes: volumes.filter((mount) => removed.has(mount.Name ?? '') || (losesAnonymous && isAnonymous(mount))),
  };
}

const isAnonymous = ({ Name = '' }: MountJson): boolean => /^[0-9a-f]{64}$/.test(Name);

/** Returns the volumes that a command removes: `docker volume rm NAME…`. */
export function volumesRemoved(command: readonly string[]): readonly string[] {
  const at = command.findIndex((word, index) => word === 'volume' && command[index + 1] === 'rm');
  return at < 0 ? [] : command.slice(at + 2).filter((word) => !word.startsWith('-'));
}

/** Whether there is another container after a command, or none: `docker rm`, `docker compose rm`, `up` and `down`. */
export const replacesContainer = (command: readonly string[]): boolean =>
  isCompose(command)
    ? command.some((word) => word === 'up' || word === 'rm' || word === 'down')
    : command.includes('rm') && !command.includes('volume') && !command.includes('run');

/** Whether a command takes the container's anonymous volumes along. */
export const replacesAnonymousVolumes = (command: readonly string[]): boolean =>
  replacesContainer(command) &&
  command.some((word) => word === '-V' || word === '--renew-anon-volumes' || word === '-v');

const isCompose = (command: readonly string[]): boolean => command.includes('compose');
