import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from './docker-cli.ts';
import type { EngineName } from './engine-names.ts';

/** The image that every scenario builds on: busybox and nothing else. Its containers end at once when they are stopped. */
export const baseImage = 'unstale-scenario-base';

/** The label of the images that plays build; its value is the play's name. */
export const scenarioLabel = 'dev.unstale.scenario';

/** What the names of everything begin with that this run makes on the engines; runs side by side do not meet. */
export const runName = `shop-${randomBytes(3).toString('hex')}`;

const DEADLINE_MS = 20_000;
const POLL_MS = 50;

/** Where one scenario is played: a workspace of its own, and names of its own on the engine. */
export interface Stage {
  readonly engine: EngineName;
  /** What `DOCKER_HOST` is. */
  readonly host: string;
  /** The workspace, absolute and without symbolic links. */
  readonly folder: string;
  /** The workspace folder's name, hence Compose's project name; everything else on the engine is named after it. */
  readonly name: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A repository of this play's own in the registry on the loopback: `localhost:5000/shop`, to which `/web:1` may be added. */
  readonly registry: string;
  /** Runs `docker …` in the workspace and returns its output. */
  readonly docker: (...words: string[]) => Promise<string>;
  /** Runs `docker compose …` in the workspace and returns its output. */
  readonly compose: (...words: string[]) => Promise<string>;
  /** Runs `docker build …` by the builder that BuildKit replaced. */
  readonly buildByLegacyBuilder: (...words: string[]) => Promise<string>;
  /** Writes a file in place: its inode stays, as when `echo … > file` writes it. */
  readonly write: (path: string, content: string) => Promise<void>;
  /** Returns a file's content as UTF-8. */
  readonly read: (path: string) => Promise<string>;
  /** Replaces a file by rename: its inode changes, as when most editors, `git checkout` and `sed -i` save it. */
  readonly replace: (path: string, content: string) => Promise<void>;
  /** Waits until a condition holds; fails with `what` after a while. */
  readonly until: (what: string, holds: () => Promise<boolean>) => Promise<void>;
  /** Waits until what is written now is more than a second younger than the container's start: only time can bring that. */
  readonly untilWellAfterStartOf: (container: string) => Promise<void>;
  /** Waits until the container's process has written a text to its log. */
  readonly untilLogged: (container: string, text: string) => Promise<void>;
  /** Returns a second workspace beside this one, for instance of another project. */
  readonly beside: (label: string, files: Readonly<Record<string, string>>) => Promise<Stage>;
}

/** The engine to play on, and the environment in which its docker CLI is found. */
export interface PlayedEngine {
  readonly name: EngineName;
  readonly host: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Makes a workspace with the given files in a new temporary folder. */
export async function setStage(engine: PlayedEngine, files: Readonly<Record<string, string>>): Promise<Stage> {
  const holder = await realpath(await mkdtemp(join(tmpdir(), 'unstale-scenario-')));
  return makeStage(engine, holder, `${runName}${randomBytes(3).toString('hex')}`, files);
}

async function makeStage(
  engine: PlayedEngine,
  holder: string,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<Stage> {
  const folder = join(holder, name);
  const environment = {
    ...engine.environment,
    DOCKER_HOST: engine.host,
    COMPOSE_PROGRESS: 'quiet',
    BUILDKIT_PROGRESS: 'plain',
  };
  const docker = (...words: string[]): Promise<string> => run({ folder, environment }, 'docker', labelled(words, name));
  const write = async (path: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  for (const [path, content] of Object.entries(files)) await write(path, content);
  return {
    engine: engine.name,
    host: engine.host,
    folder,
    name,
    environment,
    registry: `${engine.environment.UNSTALE_REGISTRY || 'localhost:5000'}/${name}`,
    docker,
    compose: (...words) => docker('compose', ...words),
    buildByLegacyBuilder: (...words) =>
      run(
        { folder, environment: { ...environment, DOCKER_BUILDKIT: '0' } },
        'docker',
        labelled(['build', ...words], name),
      ),
    write,
    read: (path) => readFile(join(folder, path), 'utf8'),
    replace: async (path, content) => {
      await writeFile(join(folder, `${path}.new`), content);
      await rename(join(folder, `${path}.new`), join(folder, path));
    },
    until,
    untilWellAfterStartOf: async (container) => {
      const started = Date.parse(await docker('inspect', '--format', '{{.State.StartedAt}}', container));
      await until(`a second after the start of ${container}`, () => Promise.resolve(Date.now() > started + 1500));
    },
    untilLogged: (container, text) =>
      until(`${container} logging "${text}"`, async () => (await docker('logs', container)).includes(text)),
    beside: (label, others) => makeStage(engine, holder, `${name}-${label}`, others),
  };
}

/**
 * Images of two builds with equal content would be one image with two tags. A label keeps each play's images its own, so
 * that plays do not see each other's containers on "their" image, and so that everything can be removed at the end.
 */
function labelled(words: readonly string[], name: string): readonly string[] {
  const [first, ...rest] = words;
  return first === 'build' ? ['build', '--label', `${scenarioLabel}=${name}`, ...rest] : words;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${DEADLINE_MS / 1000} s in vain for ${what}`);
    await pause(POLL_MS);
  }
}

/** Builds the image that scenarios start from; costs nothing when it is there. `busybox` is a statically linked one. */
export async function buildBaseImage(engine: PlayedEngine, busybox: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'unstale-scenario-base-'));
  try {
    await writeFile(join(folder, 'busybox'), await readFile(busybox), { mode: 0o755 });
    await writeFile(join(folder, 'Dockerfile'), baseDockerfile);
    const environment = { ...engine.environment, DOCKER_HOST: engine.host };
    await run({ folder, environment }, 'docker', ['build', '-q', '-t', baseImage, '.']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const baseDockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
ENV PATH=/bin
STOPSIGNAL SIGKILL
CMD ["sleep", "86400"]
`;
