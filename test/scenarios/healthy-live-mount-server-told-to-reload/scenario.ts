import { defineScenario } from '../../support/scenario.ts';
import { baseImage } from '../../support/stage.ts';

/** Stands in for the server of that name, which starts its workers anew when it is told to reload, and has them load the code. */
const gunicorn = `#!/bin/sh
if [ "$1" = worker ]; then
  echo "loaded $(cat /app/shop.py)"
  while true; do sleep 1; done
fi
trap 'kill $worker' HUP
while true; do
  /bin/sh /usr/local/bin/gunicorn worker &
  worker=$!
  wait $worker
done
`;

export default defineScenario({
  title: 'The server is older than the edit, and was told since to start its workers again',
  files: {
    Dockerfile: `FROM ${baseImage}\nCOPY gunicorn /usr/local/bin/gunicorn\nCMD ["sh", "/usr/local/bin/gunicorn", "shop:app"]\n`,
    gunicorn,
    'app/shop.py': 'price = 1\n',
  },
  play: async ({ docker, write, untilLogged, untilWellAfterStartOf, folder, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, '-v', `${folder}/app:/app`, name);
    await untilLogged(`${name}-web`, 'loaded price = 1');
    await untilWellAfterStartOf(`${name}-web`);
    await write('app/shop.py', 'price = 2\n');
    await docker('kill', '-s', 'HUP', `${name}-web`);
    await untilLogged(`${name}-web`, 'loaded price = 2');
  },
  asked: { file: 'app/shop.py' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
