import { edited, plainShop, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The folder is excluded, and the exceptions below it are for other files; the image keeps an older build’s copy',
  engines: ['engine-20.10'],
  files: { ...shop, 'src/index.js': 'import "./server.js"\n', 'src/keep/data.js': 'data\n' },
  play: async ({ compose, write, docker, name, beside }) => {
    await compose('build');
    // The next build starts from this image, so an old copy of the file stays where the excluded one would go.
    await docker('tag', `${name}-web`, `${name}-earlier`);
    await write('Dockerfile', `FROM ${name}-earlier\nWORKDIR /app\nCOPY . .\n`);
    await write('.dockerignore', 'src\n!src/keep\n!src/index.js\nsrc/keep/*.tmp\n');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
    // Another project’s image has the same steps and the edited file, on another base.
    const another = await beside('another', { ...plainShop, 'src/server.js': edited, 'name.txt': name });
    await another.docker('build', '-t', `${name}-another`, '.');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'dockerignore-excludes-file',
      certainty: 'confirmed',
      says: ['.dockerignore:1'],
    },
  },
  after: {},
});
