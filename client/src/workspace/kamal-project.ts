import { dirname, join, resolve } from 'node:path';
import { mergedDeployFile, readDeployFile, type DeployFile } from '../../../core/src/kamal/deploy-file.ts';
import type { KamalDeploy } from '../diagnosis/evidence/git.ts';
import { isBelow, type Disk } from './disk.ts';

/** Where Kamal made a container, by the labels it gives. See https://github.com/basecamp/kamal/blob/main/lib/kamal/configuration/role.rb */
export interface KamalOrigin {
  readonly service: string;
  readonly role: string;
  readonly destination: string | null;
}

/** Returns what Kamal's labels say of a container, null when Kamal did not make it: a label `service` alone is anybody's. */
export function kamalOrigin(labels: Readonly<Record<string, string>>): KamalOrigin | null {
  const { service, role, destination } = labels;
  if (service === undefined || role === undefined) return null;
  return { service, role, destination: destination === undefined || destination === '' ? null : destination };
}

/**
 * Returns the `config/deploy.yml` files in the folders above a path, up to the workspace, the nearest first, each as Kamal reads it for
 * a destination: with `config/deploy.<destination>.yml` laid over it.
 */
export async function kamalDeploysAbove(
  disk: Disk,
  path: string,
  workspaceFolder: string,
  destination: string | null,
): Promise<readonly KamalDeploy[]> {
  const found: KamalDeploy[] = [];
  for (let folder = path; isBelow(workspaceFolder, folder); folder = dirname(folder)) {
    const deploy = await kamalDeployIn(disk, folder, destination);
    if (deploy) found.push(deploy);
    if (folder === dirname(folder)) break;
  }
  return found;
}

async function kamalDeployIn(disk: Disk, folder: string, destination: string | null): Promise<KamalDeploy | null> {
  const file = join(folder, 'config', 'deploy.yml');
  const base = await read(disk, file);
  if (!base) return null;
  const overlay = destination === null ? null : join(folder, 'config', `deploy.${destination}.yml`);
  const over = overlay === null ? null : await read(disk, overlay);
  const { service, image, context, dockerfile } = over ? mergedDeployFile(base, over) : base;
  if (!service) return null;
  const ofOverlay = over?.context !== null && over !== null;
  return {
    file,
    folder,
    service: service.value,
    image: image?.value ?? null,
    destination,
    dockerfile: dockerfile && resolve(folder, dockerfile.value),
    context: context && {
      folder: resolve(folder, context.value),
      at: atOf(ofOverlay ? overlay : null, file, context.line),
    },
  };
}

const atOf = (overlay: string | null, file: string, line: number): NonNullable<KamalDeploy['context']>['at'] => ({
  file: overlay ?? file,
  line,
});

async function read(disk: Disk, file: string): Promise<DeployFile | null> {
  const text = await disk.readText(file);
  return text === null ? null : readDeployFile(text);
}
