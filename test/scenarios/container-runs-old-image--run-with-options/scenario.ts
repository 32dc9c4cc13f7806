import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import type { Stage } from '../../support/stage.ts';

const options = (stage: Stage): string[] => [
  ...['-p', '127.0.0.1::8080', '--restart', 'unless-stopped', '--tmpfs', '/run'],
  ...['-v', `${stage.folder}/conf:/etc/shop:ro`, '-v', `${stage.name}-data:/var/lib/shop`],
];

/** What was asked for when the container was created. The engine keeps the mounts in no order. */
async function kept({ docker, name }: Stage): Promise<string> {
  const wanted = '{{json .HostConfig.PortBindings}} {{json .HostConfig.RestartPolicy}} {{json .HostConfig.Tmpfs}}';
  const binds = JSON.parse(
    await docker('inspect', '--format', '{{json .HostConfig.Binds}}', `${name}-web`),
  ) as string[];
  return [...binds.sort(), await docker('inspect', '--format', wanted, `${name}-web`)].join(' ');
}

export default defineScenario({
  title: 'Without Compose, and run with ports, mounts and a restart policy, all of which the remedy has to keep',
  files: { ...plainShop, 'conf/shop.conf': 'colour = blue\n' },
  play: async (stage) => {
    const { docker, write, name } = stage;
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, ...options(stage), name);
    await write('before.txt', await kept(stage));
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' } },
  after: {
    then: async (stage) => {
      const [before, now] = [await stage.read('before.txt'), await kept(stage)];
      if (before !== now) throw new Error(`the container was created again otherwise: ${now}, before: ${before}`);
    },
  },
});
