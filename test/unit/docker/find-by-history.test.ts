import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerSummaryJson } from '../../../client/src/diagnosis/engine-json.ts';
import { bearsNameOfOne } from '../../../client/src/docker/bears-name.ts';
import type { Engine } from '../../../client/src/docker/engine.ts';
import { findCandidates } from '../../../client/src/docker/find-candidates.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { containerId, fakeEngine, type FakeEngine } from '../../support/fake-engine.ts';

const before = 'serve("first version")\n';
const edited = 'serve("edited")\n';
const manifest = '{ "name": "shop" }\n';
let root: string;
let workspace: string;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'unstale-crowd-')));
  workspace = join(root, 'tea-shop');
  const files = {
    Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "src/server.js"]\n',
    'src/server.js': edited,
    'package.json': manifest,
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), content);
  }
});
afterAll(() => rm(root, { recursive: true }));

interface Container {
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  /** The content of `src/server.js` in it. */
  readonly server: string;
  /** What of this machine is mounted over `/app`, so that nothing of the image is seen there. */
  readonly mounts?: string;
}

/** An engine on which every container was made by the same Dockerfile, the first one last. */
function crowded(containers: readonly Container[]): FakeEngine {
  const engine = fakeEngine({
    image: 'unused',
    inImage: {},
    inContainer: {},
    history: ['CMD ["node" "src/server.js"]', 'COPY . . # buildkit', 'WORKDIR /app'],
  });
  const idOf = (index: number): string => `${index}`.padStart(64, 'c');
  const summaries = containers.map(({ name, image, imageId, mounts }, index): ContainerSummaryJson => ({
    Id: idOf(index),
    Names: [`/${name}`],
    Image: image,
    ImageID: `sha256:${imageId}`,
    Created: index,
    State: 'running',
    Status: 'Up 1 minute',
    Labels: {},
    Mounts: mounts === undefined ? [] : [{ Type: 'bind', Source: mounts, Destination: '/app' }],
  }));
  const archive: Engine['archive'] = (id, path) => {
    const { server = '', mounts } = containers[summaries.findIndex(({ Id }) => Id === id)] ?? {};
    const files = { '/app/src/server.js': server, ...(mounts === undefined && { '/app/package.json': manifest }) };
    return fakeEngine({ image: 'unused', inImage: {}, inContainer: files, history: [] }).archive(containerId, path);
  };
  return { ...engine, containers: () => Promise.resolve(summaries), archive };
}

const found = async (containers: readonly Container[]): Promise<readonly string[]> => {
  const question = {
    path: join(workspace, 'src/server.js'),
    workspaceFolder: workspace,
    container: null,
    dockerfile: null,
    composeFiles: [],
    shown: 'src/server.js',
    editor: null,
    dockerFlags: [],
    environment: {},
    mayExec: true,
    mayAskRegistries: false,
  };
  const candidates = await findCandidates(crowded(containers), nodeDisk, question);
  return candidates.map(({ name }) => name);
};

describe('among containers of projects with an equal Dockerfile', () => {
  const own = { name: 'tea-shop-app', image: 'tea-shop:dev', imageId: '1', server: before };

  test('the one is found that mounts another folder of the project over all that tells', async () => {
    const mounting = { name: 'web', image: 'web:dev', imageId: '2', server: before };
    expect(await found([{ ...mounting, mounts: join(workspace, 'release') }])).toEqual(['web']);
    expect(await found([{ ...mounting, mounts: join(root, 'release') }])).toEqual([]);
  });

  test('the one with the project’s name is found, though another has the edited file', async () => {
    const strangers = [2, 3].map((id) => ({ name: `s${id}-app`, image: `s${id}`, imageId: `${id}`, server: edited }));
    expect(await found([own, ...strangers])).toEqual(['tea-shop-app']);
  });

  test('it is found though they all run the same image', async () => {
    const strangers = [2, 3].map((id) => ({ name: `s${id}-app`, image: `s${id}`, imageId: '1', server: before }));
    expect(await found([own, ...strangers])).toEqual(['tea-shop-app']);
  });

  test('it is found among more images than are compared', async () => {
    const strangers = Array.from({ length: 40 }, (_, index) => ({
      name: `stranger${index}`,
      image: `stranger${index}`,
      imageId: `${index + 2}`,
      server: edited,
    }));
    expect(await found([own, ...strangers])).toEqual(['tea-shop-app']);
  });

  test('where none has the project’s name, whether one has the edited file does not choose', async () => {
    const two = [
      { name: 'jolly_curie', image: 'app:1', imageId: '1', server: before },
      { name: 'happy_bell', image: 'web:1', imageId: '2', server: edited },
    ];
    expect([...(await found(two))].sort()).toEqual(['happy_bell', 'jolly_curie']);
  });
});

test.each([
  ['shop', '/work/shop', true],
  ['shop-web', '/work/shop', true],
  ['my_tea-shop_1', '/work/Tea-Shop', true],
  ['workshop', '/work/shop', false],
  ['tea-web-shop', '/work/tea-shop', false],
  ['web-1', '/releases/1', false],
  ['anything', '/', false],
])('the name %s bears that of %s: %s', (name, folder, isBorne) => {
  expect(bearsNameOfOne(name, [folder])).toBe(isBorne);
});
