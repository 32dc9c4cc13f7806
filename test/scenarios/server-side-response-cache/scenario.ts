import { freePort } from '../../support/free-port.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const answer = `#!/bin/sh
read line
printf 'HTTP/1.0 200 OK\\r\\nX-Cache: HIT\\r\\nAge: 90\\r\\n\\r\\n'
cat /serve/kept.css
`;

export default defineScenario({
  title: 'A server in the container answers from its cache, which has the file of before the edit',
  files: { 'public/shop.css': 'a { color: red }\n', 'serve/kept.css': 'a { color: red }\n', 'serve/answer.sh': answer },
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
      outcome: 'cause-found',
      cause: 'server-side-response-cache',
      certainty: 'likely',
      says: ['age', '/shop.css'],
      remedy: 'docker restart shop-web',
      outranked: ['process-not-restarted'],
    },
  },
});
