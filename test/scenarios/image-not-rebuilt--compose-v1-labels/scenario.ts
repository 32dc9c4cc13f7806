import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container has the labels of Compose v1, which names its files relative to the project’s folder',
  files: { ...shop, 'docker-compose.yml': shop['compose.yaml'] },
  play: async ({ docker, write, name, folder }) => {
    await docker('build', '-t', `${name}_web`, '.');
    const labels = {
      project: name,
      service: 'web',
      'container-number': '1',
      oneoff: 'False',
      version: '1.29.2',
      'project.working_dir': folder,
      'project.config_files': 'docker-compose.yml',
    };
    const flags = Object.entries(labels).flatMap(([key, value]) => ['--label', `com.docker.compose.${key}=${value}`]);
    await docker('run', '-d', '--name', `${name}_web_1`, ...flags, `${name}_web`);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    shop_web_1: {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
    },
  },
});
