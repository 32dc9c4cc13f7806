import { join } from 'node:path';
import { run } from '../../support/docker-cli.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'Without Compose or a remote: the folder was cloned from one beside it, and the container mounts a folder of the clone',
  files: { 'site/index.html': '<h1>Old</h1>\n' },
  play: async ({ folder, environment, docker, write, beside, name }) => {
    const here = { folder, environment };
    await run(here, 'git', ['init', '-q']);
    await run(here, 'git', ['add', '-A']);
    await run(here, 'git', ['-c', 'user.name=dev', '-c', 'user.email=dev@example.org', 'commit', '-qm', 'First']);
    const clone = join((await beside('clones', {})).folder, 'shop');
    await run(here, 'git', ['clone', '-q', folder, clone]);
    await docker('run', '-d', '--name', `${name}-web`, '-v', `${clone}/site:/www`, baseImage);
    await write('site/index.html', '<h1>New</h1>\n');
  },
  asked: { file: 'site/index.html' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['shop-web mounts /home/dev/shop-clones/shop/site'],
      remedy: 'docker rm -f shop-web',
      outranked: ['bind-mount-shadows-image'],
    },
  },
});
