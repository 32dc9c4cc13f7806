import { createServer, type Server } from 'node:http';
import { freePort } from '../../support/free-port.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

/** The servers on the host, by the play's name. */
const servers = new Map<string, Server>();

export default defineScenario({
  title: 'A server on the host has the port on ::1, the container on 127.0.0.1; the browser’s localhost is the former',
  files: { 'site/index.html': '<h1>Old</h1>\n' },
  play: async ({ docker, write, folder, name }) => {
    const port = await freePort();
    // It ends with the process that plays.
    const server = createServer((_, answer) => answer.end('<h1>Old</h1>\n')).unref();
    servers.set(name, server);
    await new Promise<void>((resolve, reject) => server.on('error', reject).listen(port, '::1', resolve));
    const serve = ['httpd', '-f', '-p', '80', '-h', '/www'];
    const publish = ['-p', `127.0.0.1:${port}:80`, '-v', `${folder}/site:/www`];
    await docker('run', '-d', '--name', `${name}-web`, ...publish, baseImage, ...serve);
    await write('site/index.html', '<h1>New</h1>\n');
  },
  asked: { file: 'site/index.html' },
  expected: {
    'shop-web': { outcome: 'cause-found', cause: 'other-listener-on-port', certainty: 'likely', says: ['::1'] },
  },
  after: {
    then: ({ name }) => new Promise((resolve) => servers.get(name)?.close(() => resolve())),
  },
});
