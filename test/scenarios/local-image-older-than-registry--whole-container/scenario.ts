import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A server without the sources: is the container up to date?',
  needsRegistry: true,
  files: { 'notes.txt': 'a server\n' },
  play: async ({ docker, beside, registry, name }) => {
    const image = `${registry}/web`;
    const sources = await beside('sources', plainShop);
    await sources.docker('build', '-t', image, '.');
    await docker('push', '-q', image);
    await docker('run', '-d', '--name', `${name}-web`, image);
    await sources.write('src/server.js', edited);
    await sources.docker('build', '-t', `${image}:next`, '.');
    await docker('tag', image, `${image}:old`);
    await docker('tag', `${image}:next`, image);
    await docker('push', '-q', image);
    await docker('tag', `${image}:old`, image);
  },
  asked: { file: null, container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'local-image-older-than-registry',
      outranked: ['image-not-rebuilt'],
      certainty: 'confirmed',
    },
  },
});
