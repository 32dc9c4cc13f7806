import { freePort } from './free-port.ts';
import { baseImage, type Stage } from './stage.ts';

/**
 * What an answer's script begins with: it reads the whole request, its last line being empty but for a carriage return. A server that ends
 * with a part unread resets the connection, and the answer may be lost.
 */
export const readRequest = 'read -r method url protocol\nwhile read -r header && [ "${#header}" -gt 1 ]; do :; done\n';

/**
 * Runs `<name>-web`, a server that answers each request with what `serve/answer.sh` prints, and publishes it on a port of the loopback. The
 * folder `public` is bound at `/srv/public`. At each start it first runs `before`, a shell’s commands.
 */
export async function runAnsweringServer({ docker, folder, name }: Stage, before?: string): Promise<void> {
  const port = await freePort();
  const published = ['-p', `127.0.0.1:${port}:80`];
  const bound = ['-v', `${folder}/public:/srv/public`, '-v', `${folder}/serve:/serve`];
  const nc = ['nc', '-ll', '-p', '80', '-e', 'sh', '/serve/answer.sh'];
  const server = before === undefined ? nc : ['sh', '-c', `${before}; exec ${nc.join(' ')}`];
  await docker('run', '-d', '--name', `${name}-web`, ...published, ...bound, baseImage, ...server);
}
