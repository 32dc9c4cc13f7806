import { canaries } from '../../support/canaries.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Edited, built and recreated, as it should be',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace(
      'COPY . .',
      `ARG TOKEN\nENV SECRET=${canaries.environment}\nCOPY . .\nRUN echo $TOKEN > /dev/null`,
    ),
    'compose.yaml': `services:
  web:
    build:
      context: .
      args: ["TOKEN=${canaries.buildArgument}"]
      labels: ["secret=${canaries.label}"]
    command: ["sh", "-c", "sleep 86400", "${canaries.command}"]
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/app/src/server.js', 'sha256'] } },
});
