import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container ends and is restarted over and over, because the repair is not in its image',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    command: ["false"]\n    restart: always\n' },
  play: async ({ compose, docker, write, until, name }) => {
    await compose('up', '-d', '--build');
    const restarts = (): Promise<string> => docker('inspect', '--format', '{{.RestartCount}}', `${name}-web-1`);
    await until('two restarts', async () => Number(await restarts()) > 1);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
});
