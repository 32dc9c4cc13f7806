import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The team published a new base image, and "docker build" took the old copy of it',
  needsRegistry: true,
  files: { 'src/server.js': 'serve()\n' },
  play: async ({ docker, beside, write, registry, name }) => {
    const base = `${registry}/platform:1`;
    const platform = await beside('platform', {
      Dockerfile: `FROM ${baseImage}\nCOPY library.js /opt/\n`,
      'library.js': 'share("first version")\n',
    });
    await platform.docker('build', '-t', base, '.');
    await docker('push', '-q', base);
    await docker('tag', base, `${base}-before`);
    await platform.write('library.js', 'share("second version")\n');
    await platform.docker('build', '-t', base, '.');
    await docker('push', '-q', base);
    // The team did that elsewhere: this engine has the base of before.
    await docker('rmi', base);
    await docker('tag', `${base}-before`, base);
    await write('Dockerfile', `FROM ${base}\nWORKDIR /srv/shop\nCOPY src src\nCMD ["sleep", "86400"]\n`);
    await docker('build', '-t', `${name}-web`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}-web`);
  },
  asked: { file: null, container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'base-image-stale',
      certainty: 'confirmed',
      says: ['Dockerfile:1', 'localhost:5000/shop/platform:1'],
      remedy: 'docker build --pull …',
    },
  },
  after: {},
});
