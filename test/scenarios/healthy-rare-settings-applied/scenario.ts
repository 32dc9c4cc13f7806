import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const withRareSettings = (level: string): string =>
  shop['compose.yaml'].replace(
    '    build: .\n',
    `    build: .\n    oom_score_adj: 5\n    annotations: { owner: shop }\n    environment: { LOG_LEVEL: ${level} }\n`,
  );

export default defineScenario({
  title: 'Beside the edited variable the service has settings that only Compose knows to compare, and all are applied',
  files: { ...shop, 'compose.yaml': withRareSettings('info') },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('compose.yaml', withRareSettings('debug'));
    await compose('up', '-d');
  },
  asked: { file: 'compose.yaml' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
