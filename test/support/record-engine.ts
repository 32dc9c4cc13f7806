// Writes what an engine answers about one running container, for engine-stub.ts to replay:
//
//   npx tsx test/support/record-engine.ts /var/run/docker.sock CONTAINER >test/support/recordings/engine-1.41.json
//
// The container should be a small one of ours: its answers are committed as they are.
import { request } from 'node:http';
import type { RecordedAnswer, Recording } from './engine-stub.ts';

const [socketPath = '', container = ''] = process.argv.slice(2);

async function record(): Promise<void> {
  const ping = await ask('/_ping');
  const version = ping.headers['api-version'] ?? '';
  const get = async (path: string, query = '') => ({ ...(await ask(`/v${version}${path}${query}`)), path });

  const inspected = await get(`/containers/${container}/json`);
  const { Id, Image, Mounts } = JSON.parse(inspected.body) as {
    Id: string;
    Image: string;
    Mounts: { Name?: string }[];
  };
  const volume = Mounts.find(({ Name }) => Name)?.Name ?? '';
  const recording: Recording = {
    apiVersion: version,
    container: Id,
    image: Image,
    volume,
    answers: [
      { ...ping, path: '/_ping' },
      await get('/version'),
      await get('/containers/json', `?filters=${encodeURIComponent(JSON.stringify({ id: [Id] }))}`),
      { ...inspected, path: `/containers/${Id}/json` },
      await get(`/containers/${Id}/changes`),
      await get(`/containers/${Id}/top`),
      await get(`/images/${Image}/json`),
      await get(`/images/${Image}/history`),
      await get(`/volumes/${volume}`),
    ],
  };
  console.log(JSON.stringify(recording, null, 1));
}

function ask(path: string): Promise<RecordedAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (body += chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const headers = { 'api-version': String(answer.headers['api-version']), server: String(answer.headers.server) };
        resolve({ path, status: answer.statusCode ?? 0, headers, body });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

void record();
