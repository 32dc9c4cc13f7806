import { get } from 'node:http';

/**
 * Returns the milliseconds of the fewest requests that could answer the question, one after the other: the list of containers, the
 * container, its image, and the path in it. Nothing is looked at.
 */
export async function timeOfLeastCalls(socketPath: string, container: string, path: string): Promise<number> {
  const started = performance.now();
  await ask(socketPath, '/containers/json?all=1');
  const { Image } = JSON.parse(await ask(socketPath, `/containers/${container}/json`)) as { readonly Image: string };
  await ask(socketPath, `/images/${Image}/json`);
  await ask(socketPath, `/containers/${container}/archive?path=${encodeURIComponent(path)}`);
  return Math.round(performance.now() - started);
}

const ask = (socketPath: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get({ socketPath, path }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve(Buffer.concat(chunks).toString()));
    }).on('error', reject);
  });
