import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: one mounted file, edited in place, read only at the start',
  files: { 'version.txt': 'version 1\n' },
  play: async ({ docker, write, untilLogged, untilWellAfterStartOf, folder, name }) => {
    const script = 'v=$(cat /etc/version.txt); while true; do echo "$v"; sleep 1; done';
    await docker(
      'run',
      '-d',
      '--name',
      `${name}-web`,
      '-v',
      `${folder}/version.txt:/etc/version.txt`,
      baseImage,
      'sh',
      '-c',
      script,
    );
    await untilLogged(`${name}-web`, 'version 1');
    await untilWellAfterStartOf(`${name}-web`);
    await write('version.txt', 'version 2\n');
  },
  asked: { file: 'version.txt' },
  expected: {
    'shop-web': { outcome: 'cause-found', cause: 'process-not-restarted', certainty: ['confirmed', 'likely'] },
  },
  after: {},
});
