import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const dockerfile = `FROM ${baseImage}
COPY <<-one.txt <<two.txt /etc/shop/
	first
one.txt
second
two.txt
CMD ["sleep", "86400"]
`;

// Engine 20.10 builds no COPY with a text of its own.
export default defineScenario({
  engines: ['engine-28-classic', 'engine-28-containerd'],
  title: 'A Dockerfile that holds two texts of its own got a comment',
  files: { Dockerfile: dockerfile, 'compose.yaml': 'services:\n  web:\n    build: .\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', `# The shop\n${dockerfile}`);
  },
  asked: { file: 'Dockerfile' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
