import { baseImage } from '../../support/stage.ts';
import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'No Compose and no name given: the container is found because its image’s history is that of the Dockerfile',
  files: {
    Dockerfile: `FROM ${baseImage}
LABEL example.kind=stale
WORKDIR /srv/stale-shop
COPY src/ code/
COPY package.json ./
EXPOSE 8123
CMD ["sleep", "86402"]
`,
    'package.json': '{ "name": "stale-shop" }\n',
    'src/server.js': 'serve("first version")\n',
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-by-hand`, name);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-by-hand': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
