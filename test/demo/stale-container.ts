import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../support/docker-cli.ts';
import type { DemoEngine } from './engine.ts';

/** The file the demo asks about. */
export const staleFile = 'src/server.js';

/** A project whose container runs an older `src/server.js` than the one on the disk. */
export interface StaleContainer {
  readonly folder: string;
  remove(): Promise<void>;
}

const source = fileURLToPath(new URL('shop', import.meta.url));
const name = 'unstale-demo';
const baseImage = 'unstale-demo-base';
type Docker = (folder: string, ...words: string[]) => Promise<string>;

/** Builds and starts the project in a temporary folder, then edits the file. Throws when that fails, after cleaning up. */
export async function bringUpStaleContainer(engine: DemoEngine): Promise<StaleContainer> {
  const docker: Docker = (folder, ...words) => run({ folder, environment: engine.environment }, 'docker', words);
  const holder = await realpath(await mkdtemp(join(tmpdir(), 'unstale-demo-')));
  const folder = join(holder, 'shop');
  const remove = async () => {
    await removeFromEngine(docker);
    await rm(holder, { recursive: true, force: true });
  };
  try {
    // What an interrupted demo left behind goes first.
    await removeFromEngine(docker);
    await cp(source, folder, { recursive: true });
    await provideBaseImage(docker, holder, engine.environment);
    await start(docker, folder, engine.hasCompose);
    await edit(folder);
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A base image with a shell: Debian's static busybox where it is, since that needs no registry, else alpine. */
async function provideBaseImage(docker: Docker, holder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const programs = [environment.UNSTALE_BUSYBOX, '/bin/busybox', '/usr/bin/busybox'];
  if (await buildFromBusybox(docker, join(holder, 'base'), programs)) return;
  console.log('There is no static busybox here, so alpine is pulled as the base image.');
  await docker(holder, 'pull', '--quiet', 'alpine');
  await docker(holder, 'tag', 'alpine', baseImage);
}

async function buildFromBusybox(
  docker: Docker,
  folder: string,
  programs: readonly (string | undefined)[],
): Promise<boolean> {
  await mkdir(folder);
  await writeFile(join(folder, 'Dockerfile'), baseDockerfile);
  for (const path of programs) {
    if (!path) continue;
    try {
      await copyFile(path, join(folder, 'busybox'));
      await chmod(join(folder, 'busybox'), 0o755);
      await docker(folder, 'build', '--quiet', '--tag', baseImage, '.');
      return true;
    } catch {
      // It is not there, or it needs libraries that are not in an empty image: the next one may do.
    }
  }
  return false;
}

const baseDockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
`;

async function start(docker: Docker, folder: string, hasCompose: boolean): Promise<void> {
  if (hasCompose) {
    await tell(docker, folder, 'compose', 'up', '--detach', '--build');
    return;
  }
  await tell(docker, folder, 'build', '--tag', name, '.');
  await tell(docker, folder, 'run', '--detach', '--init', '--network', 'none', '--name', name, name);
}

async function tell(docker: Docker, folder: string, ...words: string[]): Promise<void> {
  console.log(`$ docker ${words.join(' ')}`);
  await docker(folder, ...words);
}

async function edit(folder: string): Promise<void> {
  const file = join(folder, staleFile);
  const before = await readFile(file, 'utf8');
  await writeFile(file, before.replace('Hello', 'Hello again'));
  console.log(`# ${staleFile} is edited: 'Hello' becomes 'Hello again'`);
}

/** Only what carries the demo's own names is removed; it is no failure if it is not there. */
async function removeFromEngine(docker: Docker): Promise<void> {
  const ignore = () => '';
  const containers = await docker('/', 'ps', '--all', '--quiet', '--filter', `name=^${name}`).catch(ignore);
  if (containers) await docker('/', 'rm', '--force', '--volumes', ...containers.split('\n')).catch(ignore);
  for (const image of [`${name}-web`, name, baseImage])
    await docker('/', 'image', 'rm', '--force', image).catch(ignore);
}
