import { run } from '../../support/docker-cli.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: the container mounts a folder of another clone of the same remote repository',
  files: { 'site/index.html': '<h1>Old</h1>\n' },
  play: async ({ folder, environment, docker, write, beside, name }) => {
    const other = await beside('clone', { 'site/index.html': '<h1>Old</h1>\n' });
    for (const place of [folder, other.folder]) {
      await run({ folder: place, environment }, 'git', ['init', '-q']);
      await run({ folder: place, environment }, 'git', ['remote', 'add', 'origin', `https://git.example/${name}.git`]);
    }
    await docker('run', '-d', '--name', `${name}-web`, '-v', `${other.folder}/site:/www`, baseImage);
    await write('site/index.html', '<h1>New</h1>\n');
  },
  asked: { file: 'site/index.html' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['shop-web mounts /home/dev/shop-clone/site'],
      remedy: 'docker rm -f shop-web',
      outranked: ['bind-mount-shadows-image'],
    },
  },
  after: {},
});
