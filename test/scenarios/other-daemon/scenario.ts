import { cp, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { readEngines } from '../../env/machine.ts';
import { run } from '../../support/docker-cli.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { baseImage } from '../../support/stage.ts';

export default defineScenario({
  title: 'A context of the docker CLI sent the build to another engine than the one that runs the container',
  files: shop,
  play: async ({ compose, write, folder, host, environment }) => {
    const other = readEngines(environment.UNSTALE_ENGINES).find((engine) => engine.host !== host);
    if (!other) throw new Error('there is one engine only, and two are needed');
    // A configuration of its own keeps the context from whoever else uses this machine's.
    const config = join(dirname(folder), 'docker-config');
    await mkdir(config);
    const usual = environment.DOCKER_CONFIG ?? join(homedir(), '.docker');
    await cp(join(usual, 'cli-plugins'), join(config, 'cli-plugins'), { recursive: true, verbatimSymlinks: true });
    environment.DOCKER_CONFIG = config;
    await run({ folder, environment }, 'docker', ['context', 'create', 'desk', '--docker', `host=${other.host}`]);
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    const there = { ...environment, DOCKER_HOST: other.host };
    await run({ folder, environment: there }, 'docker', ['image', 'inspect', baseImage]);
    await run({ folder, environment: there }, 'docker', ['compose', 'build']);
    await compose('up', '-d', '--no-build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'other-daemon',
      certainty: 'confirmed',
      says: ['--context desk', 'shop-web'],
      remedy: 'docker compose -p shop … up -d --build web',
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {},
});
