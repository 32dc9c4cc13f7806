import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image has no program that could read the file for us, so the process cannot be asked what it sees',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage} AS programs
FROM scratch
COPY --from=programs /bin/busybox /busybox-server
STOPSIGNAL SIGKILL
ENTRYPOINT ["/busybox-server", "sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./shop.conf:/shop.conf\n',
    'shop.conf': 'colour = blue\n',
  },
  play: async ({ compose, replace, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await replace('shop.conf', 'colour = green\n');
  },
  asked: { file: 'shop.conf' },
  expected: {
    'shop-web-1': { outcome: 'cause-found', cause: 'single-file-bind-old-inode', certainty: ['confirmed', 'likely'] },
  },
  after: { expected: { 'shop-web-1': { outcome: ['change-is-present', 'unknown'] } } },
});
