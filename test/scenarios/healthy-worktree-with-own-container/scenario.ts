import { run } from '../../support/docker-cli.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A clone of the project has a container of its own, beside the one of the other clone that is older',
  files: shop,
  play: async ({ folder, environment, compose, write, beside, name }) => {
    const other = await beside('clone', shop);
    for (const place of [folder, other.folder]) {
      await run({ folder: place, environment }, 'git', ['init', '-q']);
      await run({ folder: place, environment }, 'git', ['remote', 'add', 'origin', `https://git.example/${name}.git`]);
    }
    await other.compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
