import { baseImage } from '../../support/stage.ts';
import { edited } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'No Compose and no name given: the container that the Dockerfile’s image was started as is found, and is fresh',
  files: {
    Dockerfile: `FROM ${baseImage}
LABEL example.kind=fresh
WORKDIR /srv/fresh-shop
COPY src/ code/
COPY package.json ./
EXPOSE 8124
CMD ["sleep", "86403"]
`,
    'package.json': '{ "name": "fresh-shop" }\n',
    'src/server.js': 'serve("first version")\n',
  },
  play: async ({ docker, write, name }) => {
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-by-hand`, name);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-by-hand': { outcome: 'change-is-present' } },
});
