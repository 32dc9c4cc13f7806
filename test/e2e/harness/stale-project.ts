import { chmod, cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestEngine, TestMachine } from '../../env/machine.ts';
import { run } from '../../support/docker-cli.ts';

/** A Compose project whose container really runs an image that is older than a file beside it. */
export interface StaleProject {
  readonly folder: string;
  /** What a process needs to reach the project's engine as the docker CLI does. */
  readonly environment: Readonly<Record<string, string>>;
  takeDown(): Promise<void>;
}

type Docker = (folder: string, ...words: string[]) => Promise<unknown>;

/**
 * Stands in for the `node` image where no registry can be reached; its npm installs nothing, and its node waits. It stays on the
 * engine, which belongs to the tests.
 */
const baseImage = 'unstale-e2e-node:22';
const baseDockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
COPY npm node /usr/bin/
`;

/**
 * Copies `source` into a folder of its own below `holder`, builds and starts it on `engine`, then edits src/server.js. Its name,
 * and so that of the Compose project, is `shop-` and six random characters: two runs may share an engine.
 */
export async function bringUpStaleProject(
  source: string,
  holder: string,
  engine: TestEngine,
  machine: TestMachine,
): Promise<StaleProject> {
  const environment = { ...machine.environment, DOCKER_HOST: engine.host };
  const docker: Docker = (folder, ...words) =>
    run({ folder, environment: { ...process.env, ...environment } }, 'docker', words);
  await buildBase(join(holder, 'base'), machine.environment.UNSTALE_BUSYBOX ?? '', docker);
  const folder = await mkdtemp(join(holder, 'shop-'));
  const takeDown = async () => {
    await docker(folder, 'compose', 'down', '--timeout', '0', '--volumes', '--rmi', 'all');
  };
  try {
    await cp(source, folder, { recursive: true });
    // Builds of equal content would be one image under two names.
    await writeFile(join(folder, 'run.txt'), folder);
    await docker(folder, 'compose', 'up', '--detach', '--build');
    await editServer(join(folder, 'src', 'server.js'));
    return { folder, environment, takeDown };
  } catch (error) {
    await takeDown();
    throw error;
  }
}

async function buildBase(folder: string, busybox: string, docker: Docker): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(busybox, join(folder, 'busybox'), { dereference: true });
  await writeFile(join(folder, 'npm'), '#!/bin/sh\necho "npm $*"\n');
  await writeFile(join(folder, 'node'), '#!/bin/sh\nexec sleep 86400\n');
  for (const program of ['busybox', 'npm', 'node']) await chmod(join(folder, program), 0o755);
  await writeFile(join(folder, 'Dockerfile'), baseDockerfile);
  await docker(folder, 'build', '--tag', baseImage, '.');
}

async function editServer(file: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  await writeFile(file, before.replace('Hello', 'Hello again'));
}
