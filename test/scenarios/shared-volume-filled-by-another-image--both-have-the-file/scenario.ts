import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const dockerfile = (source: string) => `FROM ${baseImage}\nCOPY ${source} /www/\nCMD ["sleep", "86400"]\n`;

export default defineScenario({
  title: 'Two images have the page at the same path; the volume has the one of the container that came first',
  files: {
    'shop.Dockerfile': dockerfile('shop'),
    'blog.Dockerfile': dockerfile('blog'),
    'shop/index.html': '<h1>The shop</h1>\n',
    'blog/index.html': '<h1>The blog</h1>\n',
  },
  play: async ({ docker, name }) => {
    await docker('build', '-t', `${name}-shop`, '-f', 'shop.Dockerfile', '.');
    await docker('build', '-t', `${name}-blog`, '-f', 'blog.Dockerfile', '.');
    await docker('run', '-d', '--name', `${name}-first`, '-v', `${name}-www:/www`, `${name}-blog`);
    await docker('run', '-d', '--name', `${name}-second`, '-v', `${name}-www:/www`, `${name}-shop`);
  },
  asked: { file: 'shop/index.html', container: 'shop-second' },
  expected: {
    'shop-second': {
      outcome: 'cause-found',
      cause: 'shared-volume-filled-by-another-image',
      certainty: 'confirmed',
      says: ['Volume shop-www', 'The image of shop-first has the very content that is in the volume'],
      remedy: 'docker rm -f shop-first',
      outranked: ['named-volume-keeps-old-files'],
    },
  },
  after: {},
});
