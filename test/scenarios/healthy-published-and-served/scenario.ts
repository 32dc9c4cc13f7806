import { freePort } from '../../support/free-port.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container publishes its port on every address, and serves the edited page',
  files: { 'site/index.html': '<h1>Old</h1>\n' },
  play: async ({ docker, write, folder, name }) => {
    const port = await freePort();
    const serve = ['httpd', '-f', '-p', '80', '-h', '/www'];
    await docker(
      'run',
      '-d',
      '--name',
      `${name}-web`,
      '-p',
      `${port}:80`,
      '-v',
      `${folder}/site:/www`,
      baseImage,
      ...serve,
    );
    await write('site/index.html', '<h1>New</h1>\n');
  },
  asked: { file: 'site/index.html' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
