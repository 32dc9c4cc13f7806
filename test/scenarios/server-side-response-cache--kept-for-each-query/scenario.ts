import { readRequest, runAnsweringServer } from '../../support/answering-server.ts';
import { defineScenario } from '../../support/scenario.ts';
import type { Stage } from '../../support/stage.ts';

/** As `proxy_cache` of nginx does: an answer is kept for its whole URL, in a folder of the container, and no header tells. */
const answer = `#!/bin/sh
${readRequest}printf 'HTTP/1.0 200 OK\\r\\n\\r\\n'
kept=/cache/\${url##*/}
test -e "$kept" || cat /srv/public/shop.css > "$kept"
cat "$kept"
`;

/** The first answer is kept at the start. A restart does not lose it. */
async function serve(stage: Stage): Promise<void> {
  const keep = 'mkdir -p /cache; test -e /cache/shop.css || cat /srv/public/shop.css > /cache/shop.css; echo kept';
  await runAnsweringServer(stage, keep);
  await stage.untilLogged(`${stage.name}-web`, 'kept');
}

export default defineScenario({
  title: 'A server keeps its answers on the container’s disk, and does not say so',
  files: { 'public/shop.css': 'a { color: red }\n', 'serve/answer.sh': answer },
  play: async (stage) => {
    await serve(stage);
    await stage.write('public/shop.css', 'a { color: blue }\n');
  },
  asked: { file: 'public/shop.css' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'server-side-response-cache',
      certainty: 'likely',
      says: ['query', '/shop.css'],
      outranked: ['process-not-restarted'],
    },
  },
  after: { then: serve },
});
