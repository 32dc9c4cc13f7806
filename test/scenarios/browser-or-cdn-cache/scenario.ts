import { freePort } from '../../support/free-port.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const answer = `#!/bin/sh
read line
printf 'HTTP/1.0 200 OK\\r\\nCache-Control: public, max-age=86400\\r\\nContent-Type: text/css\\r\\n\\r\\n'
cat /srv/public/shop.css
`;

export default defineScenario({
  title: 'The server gives the edited file, and lets browsers keep the one before for a day',
  files: { 'public/shop.css': 'a { color: red }\n', 'serve/answer.sh': answer },
  play: async ({ docker, write, folder, name }) => {
    const port = await freePort();
    await docker(
      'run',
      '-d',
      '--name',
      `${name}-web`,
      '-p',
      `127.0.0.1:${port}:80`,
      '-v',
      `${folder}/public:/srv/public`,
      '-v',
      `${folder}/serve:/serve`,
      baseImage,
      'nc',
      '-ll',
      '-p',
      '80',
      '-e',
      'sh',
      '/serve/answer.sh',
    );
    await write('public/shop.css', 'a { color: blue }\n');
  },
  asked: { file: 'public/shop.css' },
  expected: {
    'shop-web': {
      outcome: 'change-is-present',
      says: ['keep the one before for 86400 s'],
      also: { 'browser-or-cdn-cache': 'possible' },
    },
  },
});
