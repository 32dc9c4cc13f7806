import { join } from 'node:path';
import { run } from '../../support/docker-cli.ts';
import { shop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file was edited in a worktree, while the container mounts the main checkout',
  files: {
    'compose.yaml': `services:\n  web:\n    image: ${baseImage}\n    working_dir: /app\n    volumes:\n      - .:/app\n    command: sleep 86400\n`,
    'lib/price.py': 'PRICE = 1\n',
    'README.md': shop.Dockerfile,
  },
  play: async ({ folder, environment, write, beside, name }) => {
    const other = await beside('main', {});
    const git = (place: string, ...words: string[]): Promise<string> =>
      run({ folder: place, environment }, 'git', ['-c', 'user.name=dev', '-c', 'user.email=dev@localhost', ...words]);
    // The workspace becomes the worktree of a repository that is made beside it.
    await run({ folder, environment }, 'cp', ['-R', `${folder}/.`, `${other.folder}/`]);
    await git(other.folder, 'init', '-q');
    await git(other.folder, 'add', '.');
    await git(other.folder, 'commit', '-qm', 'first');
    await git(other.folder, 'worktree', 'add', '-q', '-f', '--no-checkout', join(folder, '..', 'work'), '-b', name);
    await run({ folder, environment }, 'mv', [join(folder, '..', 'work', '.git'), join(folder, '.git')]);
    await other.compose('up', '-d');
    await write('lib/price.py', 'PRICE = 2\n');
  },
  asked: { file: 'lib/price.py' },
  expected: {
    'shop-main-web-1': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['/home/dev/shop-main', 'checkouts of one repository'],
      remedy: 'docker compose -p shop --project-directory /home/dev/shop … up -d web',
      outranked: ['bind-mount-shadows-image', 'not-copied-by-dockerfile'],
    },
  },
  after: {},
});
