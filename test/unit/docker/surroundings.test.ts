import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nodeSurroundings } from '../../../client/src/docker/surroundings.ts';
import { sha256Of } from '../../support/sha256.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Starts a server on the loopback that ends with the test, and returns its port. */
async function serverThat(answers: RequestListener): Promise<number> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

describe('a server of this machine', () => {
  it('is asked for a page, whose hash and headers come back', async () => {
    const port = await serverThat(({ url }, answer) => answer.setHeader('X-Cache', 'HIT').end(`page ${url}`));
    expect(await nodeSurroundings.get('127.0.0.1', port, '/a%20b.css', 2000)).toMatchObject({
      ...{ status: 200, sha256: sha256Of('page /a%20b.css') },
      headers: { 'x-cache': 'HIT' },
    });
  });

  it('that moves the page elsewhere is not followed', async () => {
    const port = await serverThat((_, answer) => answer.writeHead(302, { Location: 'http://example.com/' }).end());
    expect(await nodeSurroundings.get('127.0.0.1', port, '/', 2000)).toMatchObject({ status: 302 });
  });

  it('has no hash where it cuts the page off', async () => {
    const port = await serverThat((_, answer) => {
      answer.writeHead(200, { 'Content-Length': '1000' });
      answer.write('half', () => answer.destroy());
    });
    const served = await nodeSurroundings.get('127.0.0.1', port, '/', 2000);
    expect(served?.sha256 ?? null).toBeNull();
  });

  it('is given up in its time where it says nothing, or never comes to an end', async () => {
    const silent = await serverThat(() => undefined);
    const endless = await serverThat((_, answer) => {
      const timer = setInterval(() => answer.write('more'), 10);
      answer.on('close', () => clearInterval(timer));
    });
    const started = performance.now();
    expect(await nodeSurroundings.get('127.0.0.1', silent, '/', 200)).toBeNull();
    expect((await nodeSurroundings.get('127.0.0.1', endless, '/', 200))?.sha256 ?? null).toBeNull();
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is nothing where nobody listens, or what answers is no HTTP', async () => {
    const port = await serverThat((_, answer) => void answer.socket?.end('SSH-2.0-OpenSSH\r\n'));
    expect(await nodeSurroundings.get('127.0.0.1', port, '/', 2000)).toBeNull();
    expect(await nodeSurroundings.get('127.0.0.1', 1, '/', 2000)).toBeNull();
  });
});

describe('other engines of this machine', () => {
  it('are those whose socket is there, and not the one that is asked, whatever it is called', async () => {
    const home = await temporaryFolder({ '.docker/run/docker.sock': '', '.colima/default/docker.sock': '' });
    const asked = {
      host: `unix://${home}/.docker/run/../run/docker.sock`,
      origin: 'default',
      context: 'default',
      tls: null,
    } as const;
    const environment = { HOME: home, DOCKER_CONFIG: `${home}/.docker` };
    const sockets = nodeSurroundings.otherEngines(environment, asked).map(({ socket }) => socket);
    expect(sockets).toContain(`${home}/.colima/default/docker.sock`);
    expect(sockets).not.toContain(`${home}/.docker/run/docker.sock`);
  });
});
