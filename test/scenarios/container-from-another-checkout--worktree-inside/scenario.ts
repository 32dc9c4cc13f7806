import { run } from '../../support/docker-cli.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The worktree lies inside the checkout whose folder the container mounts; what runs is the outer one’s file',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n',
  },
  play: async ({ folder, environment, compose, write }) => {
    const git = (...words: string[]): Promise<string> =>
      run({ folder, environment }, 'git', ['-c', 'user.name=dev', '-c', 'user.email=dev@localhost', ...words]);
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'first');
    await git('worktree', 'add', '-q', '.worktrees/feature');
    await compose('up', '-d', '--build');
    await write('.worktrees/feature/src/server.js', edited);
  },
  asked: { file: '.worktrees/feature/src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['made from /home/dev/shop', 'shop-web-1 mounts /home/dev/shop'],
      outranked: ['bind-mount-shadows-image', 'image-not-rebuilt'],
    },
  },
});
