import { readRequest, runAnsweringServer } from '../../support/answering-server.ts';
import { defineScenario } from '../../support/scenario.ts';

const answer = `#!/bin/sh
${readRequest}printf 'HTTP/1.0 200 OK\\r\\nCache-Control: public, max-age=86400\\r\\nContent-Type: text/css\\r\\n\\r\\n'
cat /srv/public/shop.css
`;

export default defineScenario({
  title: 'The server gives the edited file, and lets browsers keep the one before for a day',
  files: { 'public/shop.css': 'a { color: red }\n', 'serve/answer.sh': answer },
  play: async (stage) => {
    await runAnsweringServer(stage);
    await stage.write('public/shop.css', 'a { color: blue }\n');
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
