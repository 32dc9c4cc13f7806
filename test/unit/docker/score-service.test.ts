import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scoreService } from '../../../client/src/docker/score-service.ts';
import { loadCompose } from '../../../client/src/workspace/compose-project.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unstale-services-')));
  file = join(folder, 'src/server.js');
  await mkdir(join(folder, 'src'));
  await writeFile(file, 'serve()\n');
  await writeFile(join(folder, 'Dockerfile'), 'FROM node:22\nWORKDIR /app\nCOPY . .\n');
  const services = ['web:\n    build: .\n    image: shop', 'worker:\n    image: shop', 'cache:\n    image: redis'];
  await writeFile(join(folder, 'compose.yaml'), `services:\n${services.map((each) => `  ${each}\n`).join('')}`);
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['builds the image', 'web', 80],
  ['runs the image that another service builds', 'worker', 80],
  ['runs an image of others', 'cache', undefined],
])('a service that %s', async (_, service, score) => {
  const files = [join(folder, 'compose.yaml')];
  const project = loadCompose(nodeDisk, files, folder, {});
  const origin = {
    project: project.name,
    service,
    workingDirectory: folder,
    files,
    environmentFiles: [],
    isOneOff: false,
    isV1: false,
  };
  const question = {
    path: file,
    shown: 'src/server.js',
    workspaceFolder: folder,
    container: null,
    dockerfile: null,
    composeFiles: [],
    environment: { DOCKER_CONFIG: folder },
    editor: null,
    dockerFlags: [],
    mayExec: true,
    mayAskRegistries: false,
  };
  expect((await scoreService(project, origin, { disk: nodeDisk, question, real: file }))?.score).toBe(score);
});
