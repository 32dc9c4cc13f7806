import { readRequest, runAnsweringServer } from '../../support/answering-server.ts';
import { defineScenario } from '../../support/scenario.ts';

const answer = `#!/bin/sh
${readRequest}printf 'HTTP/1.0 200 OK\\r\\nX-Cache: HIT\\r\\nAge: 90\\r\\n\\r\\n'
cat /kept.css
`;

export default defineScenario({
  title: 'A server in the container answers from its cache, which has the file of before the edit',
  files: { 'public/shop.css': 'a { color: red }\n', 'serve/answer.sh': answer },
  play: async (stage) => {
    await runAnsweringServer(stage, 'cat /srv/public/shop.css > /kept.css; echo kept');
    await stage.untilLogged(`${stage.name}-web`, 'kept');
    await stage.write('public/shop.css', 'a { color: blue }\n');
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
  after: {},
});
