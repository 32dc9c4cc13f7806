import { basename } from 'node:path';
import { environmentFilesOf } from '../../../core/src/compose/compose.ts';
import type { ComposeProject, ComposeService } from '../../../core/src/compose/model.ts';
import { statedEnvironment } from '../../../core/src/compose/stated-environment.ts';
import { usedVariables } from '../../../core/src/compose/used-variables.ts';
import { parseEnvironmentFile } from '../../../core/src/compose/environment-file.ts';
import type { ComposeOrigin } from './compose-project.ts';
import type { Disk } from './disk.ts';

/** What a file states of a service's settings: a Compose file, an environment file of the container, or one whose variables Compose puts in. */
export type SettingsFile = 'compose-file' | 'environment-file' | 'variables-file';

/** Returns whether a file is named like a list of variables: `.env`, `.env.local`, `web.env`, `env.list`. */
export const isEnvironmentName = (path: string): boolean => /(?:^|[._-])env(?:$|[._-])|^envfile$/i.test(basename(path));

/** Returns what a file is to a service, null when it states nothing of its settings. `real` has all links resolved. */
export async function settingsFileOf(
  disk: Disk,
  real: string,
  { origin, project }: { readonly origin: ComposeOrigin; readonly project: ComposeProject },
  service: ComposeService,
): Promise<SettingsFile | null> {
  const isOneOf = async (paths: readonly string[]): Promise<boolean> => {
    for (const path of paths) if (path === real || (await disk.realPath(path)) === real) return true;
    return false;
  };
  // A Compose file that was deleted since stated settings, which the container may still have.
  if (await isOneOf([...project.files, ...origin.files])) return 'compose-file';
  if (await isOneOf(statedEnvironment(service, (path) => disk.readTextNow(path)).files)) return 'environment-file';
  const { workingDirectory, environmentFiles } = origin;
  const files = environmentFilesOf({ workingDirectory, ...(environmentFiles && { environmentFiles }) });
  return (await isOneOf(files)) ? 'variables-file' : null;
}

/** Returns whether one of the variables that a file sets is put into the service's settings. */
export function usesVariablesOf(disk: Disk, path: string, service: ComposeService): boolean {
  const used = usedVariables(service);
  return [...parseEnvironmentFile(disk.readTextNow(path) ?? '', () => '').keys()].some((name) => used.has(name));
}
