import { request } from 'node:http';

/** A request to an engine that a test brought up; it listens on a unix socket. */
interface ApiRequest {
  readonly host: string;
  readonly method: 'GET' | 'DELETE';
  readonly path: string;
}

/**
 * Returns the engine's answer as parsed JSON; null for an empty or a negative one. Tests tidy up by the API, because
 * starting the docker CLI a dozen times for each play takes longer than the play.
 */
export function askApi({ host, method, path }: ApiRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { socketPath: host.replace(/^unix:\/\//, ''), method, path, timeout: 60_000 };
    const sent = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const isGood = (answer.statusCode ?? 500) < 300 && chunks.length > 0;
        resolve(isGood ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : null);
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`${host} did not answer`)));
    sent.on('error', reject);
    sent.end();
  });
}
