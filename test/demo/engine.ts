import { bringUpEngines, findEngines, takeDownEngines, type Outcome } from '../env/machine.ts';
import { run } from '../support/docker-cli.ts';

/** An engine that answers the docker CLI. */
export interface DemoEngine {
  readonly environment: NodeJS.ProcessEnv;
  readonly hasCompose: boolean;
  /** One line for the person who watches. */
  readonly description: string;
  /** Stops the engine if it was started for the demo. */
  release(): Promise<void>;
}

const ownName = 'engine-28-classic';

/** Returns the engine the docker CLI talks to here, else one of test/env's, started where that is possible. */
export async function findEngine(): Promise<Outcome<DemoEngine>> {
  const usual = await describe(process.env, () => Promise.resolve());
  if (usual) return { value: usual };
  const running = (await findEngines()).engines.map(({ name }) => name);
  if (!running.includes(ownName))
    console.log('No engine answers the docker CLI, so one is brought up by test/env/engines.sh.');
  const machine = await bringUpEngines(ownName);
  if ('problem' in machine) return machine;
  const host = machine.value.engines.find(({ name }) => name === ownName)?.host;
  const release = async () => {
    if (!running.includes(ownName)) await takeDownEngines([ownName]);
  };
  const engine = await describe({ ...process.env, ...machine.value.environment, DOCKER_HOST: host }, release);
  return engine ? { value: engine } : { problem: `${ownName} was brought up but does not answer` };
}

async function describe(environment: NodeJS.ProcessEnv, release: () => Promise<void>): Promise<DemoEngine | null> {
  const place = { folder: '/', environment };
  const ask = (...words: string[]) => run(place, 'docker', words).catch(() => null);
  const version = await ask('version', '--format', '{{.Server.Version}}');
  if (!version) return null;
  const hasCompose = (await ask('compose', 'version')) !== null;
  const host = environment.DOCKER_HOST ?? (await ask('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'));
  return {
    environment,
    hasCompose,
    description: `Docker Engine ${version} at ${host ?? 'its default address'}`,
    release,
  };
}
