import { canaries } from '../../support/canaries.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose or any build: docker run --mount with one file, replaced by rename',
  files: { 'conf/app.conf': 'colour = blue\n' },
  play: async ({ docker, replace, folder, name }) => {
    const mount = `type=bind,source=${folder}/conf/app.conf,target=/etc/app.conf`;
    const command = ['sh', '-c', 'sleep 86400', canaries.command];
    await docker(
      'run',
      '-d',
      '--name',
      `${name}-web`,
      '--mount',
      mount,
      '-e',
      `PASSWORD=${canaries.environment}`,
      baseImage,
      ...command,
    );
    await replace('conf/app.conf', 'colour = green\n');
  },
  asked: { file: 'conf/app.conf' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'single-file-bind-old-inode', certainty: 'confirmed' } },
  after: {},
});
