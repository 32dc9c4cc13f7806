import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Instructions were removed from the Dockerfile, which the image still has in its configuration',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage}
ENV MODE=production LEVEL=debug
WORKDIR /app
COPY . .
EXPOSE 8080 9229
HEALTHCHECK CMD true
CMD ["sleep", "86400"]
`,
  },
  play: async ({ docker, write, read, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    const text = await read('Dockerfile');
    await write(
      'Dockerfile',
      text.replace(' LEVEL=debug', '').replace(' 9229', '').replace('HEALTHCHECK CMD true\n', ''),
    );
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['ENV LEVEL, EXPOSE 9229/tcp, HEALTHCHECK'],
      remedy: 'docker build -t shop -f /home/dev/shop/Dockerfile /home/dev/shop',
    },
  },
  after: {},
});
