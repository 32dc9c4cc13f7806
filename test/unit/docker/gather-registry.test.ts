import { describe, expect, it } from 'vitest';
import { text } from '../../../core/src/text.ts';
import { EngineFailure, type Engine } from '../../../client/src/docker/engine.ts';
import { gatherRegistry } from '../../../client/src/docker/gather-registry.ts';
import { known } from '../../../client/src/docker/gatherer.ts';
import type { AskRegistry } from '../../../client/src/docker/question.ts';
import type { Login } from '../../../client/src/workspace/registry-login.ts';
import { fakeGatherer, fileOnHost, fileSeen } from '../../support/fake-gatherer.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const older = `sha256:${'1'.repeat(64)}`;
const newer = `sha256:${'2'.repeat(64)}`;

interface Situation {
  readonly image?: string;
  /** What the engine's image is known by; `image@<digest>` of the older one when it is left out. */
  readonly digests?: readonly string[];
  readonly consent?: AskRegistry;
  /** What the registry has, by the name that is asked; a name that is not there it does not know. */
  readonly has?: Readonly<Record<string, string>>;
  readonly refuses?: boolean;
  readonly files?: Readonly<Record<string, string>>;
}

/** Asks as a question does, and returns what was recorded beside the names that the registry was asked. */
async function ask({ image = 'localhost:5000/shop', has = {}, ...of }: Situation) {
  const folder = await temporaryFolder(of.files);
  const asked: { readonly name: string; readonly login: Login | null }[] = [];
  const distribution: Engine['distribution'] = (name, login) => {
    asked.push({ name, login });
    const digest = has[name];
    if (of.refuses) return Promise.reject(new EngineFailure('not-permitted', text('no')));
    if (digest === undefined) return Promise.reject(new EngineFailure('not-found', text('manifest unknown')));
    return Promise.resolve({ Descriptor: { digest }, Platforms: [] });
  };
  const state = { image, inImage: {}, inContainer: {}, history: [] };
  const gatherer = await fakeGatherer({
    ...{ state, folder, engine: { distribution } },
    question: of.consent === undefined ? {} : { askRegistry: of.consent },
  });
  const { tagged } = gatherer;
  const local = of.digests ?? [`${image}@${older}`];
  return { asked, gatherer: { ...gatherer, tagged: tagged && { ...tagged, RepoDigests: [...local] } } };
}

const namesIn = (asked: readonly { readonly name: string }[]) => asked.map(({ name }) => name);

describe('what a registry has under the container’s name', () => {
  it('is asked by name, and by the local digest where another one is there now', async () => {
    const { asked, gatherer } = await ask({
      has: { 'localhost:5000/shop:latest': newer, [`localhost:5000/shop@${older}`]: older },
    });
    await gatherRegistry(gatherer);
    expect(gatherer.evidence.inRegistry).toMatchObject({
      is: 'known',
      value: { image: 'localhost:5000/shop:latest', digest: newer, local: [older], isLocalKnown: true },
    });
    expect(namesIn(asked)).toEqual(['localhost:5000/shop:latest', `localhost:5000/shop@${older}`]);
  });

  it('says that the local image never was there, where the registry does not know its digest', async () => {
    const { gatherer } = await ask({ has: { 'localhost:5000/shop:latest': newer } });
    await gatherRegistry(gatherer);
    expect(gatherer.evidence.inRegistry).toMatchObject({ value: { digest: newer, isLocalKnown: false } });
  });

  it('is asked once where it is what this engine has', async () => {
    const { asked, gatherer } = await ask({ has: { 'localhost:5000/shop:latest': older } });
    await gatherRegistry(gatherer);
    expect(gatherer.evidence.inRegistry).toMatchObject({ value: { digest: older, isLocalKnown: null } });
    expect(asked).toHaveLength(1);
  });

  it('is nothing where the registry does not know the name, and not known where it refuses', async () => {
    const unknown = await ask({});
    await gatherRegistry(unknown.gatherer);
    expect(unknown.gatherer.evidence.inRegistry).toMatchObject({ is: 'known', value: { digest: null } });
    const refused = await ask({ refuses: true });
    await gatherRegistry(refused.gatherer);
    expect(refused.gatherer.evidence.inRegistry).toMatchObject({ is: 'missing' });
  });

  it.each<[string, Situation, 'missing' | 'not-asked']>([
    ['another machine’s registry without consent', { image: 'registry.example/shop' }, 'missing'],
    ['Docker Hub without consent', { image: 'shop/web' }, 'not-asked'],
    ['a registry of this machine where none may be asked', { consent: 'never' }, 'missing'],
    ['a host that only begins like the loopback', { image: 'localhost.example/shop' }, 'missing'],
    ['an image that was built here', { digests: [] }, 'not-asked'],
    ['an image that came from another repository', { digests: [`localhost:5000/other@${older}`] }, 'not-asked'],
    ['an image ID', { image: 'a'.repeat(64), digests: [] }, 'not-asked'],
  ])('is not asked of %s', async (_, situation, is) => {
    const { asked, gatherer } = await ask(situation);
    await gatherRegistry(gatherer);
    expect(asked).toEqual([]);
    expect(gatherer.evidence.inRegistry).toMatchObject({ is });
  });

  it('is asked of any registry with consent, with the login that the docker CLI keeps', async () => {
    const auth = Buffer.from('anna:secret').toString('base64');
    const { asked, gatherer } = await ask({
      ...{ image: 'registry.example/shop', consent: 'always', has: { 'registry.example/shop:latest': older } },
      files: { 'config.json': JSON.stringify({ auths: { 'registry.example': { auth } } }) },
    });
    await gatherRegistry(gatherer);
    const login = { username: 'anna', password: 'secret', serveraddress: 'registry.example' };
    expect(asked).toEqual([{ name: 'registry.example/shop:latest', login }]);
    expect(JSON.stringify(gatherer.evidence)).not.toContain('secret');
  });

  it('is not asked where the container has the change', async () => {
    const { asked, gatherer } = await ask({ has: { 'localhost:5000/shop:latest': newer } });
    gatherer.evidence.fileOnHost = known(fileOnHost('/shop/src/server.js', 'new'), 'sha256sum');
    gatherer.evidence.fileInContainer = known(fileSeen('/app/src/server.js', 'new'), 'docker cp');
    await gatherRegistry(gatherer);
    expect(asked).toEqual([]);
    expect(gatherer.evidence.inRegistry).toMatchObject({ is: 'not-asked' });
  });
});

describe('the last pull', () => {
  it('is asked for where an image without a name has the change, and is the newest of the container’s name', async () => {
    const { gatherer } = await ask({ files: { 'src/server.js': 'new' } });
    const path = gatherer.question.path ?? '';
    const seen = fileSeen('/app/src/server.js', 'new');
    gatherer.evidence.fileOnHost = known(fileOnHost(path, 'new'), 'sha256sum');
    gatherer.evidence.otherImages = known(
      [{ id: 'sha256:1', names: [], created: 0, platform: 'linux/amd64', tie: 'build', seen }],
      'docker images',
    );
    const pull = (name: string, ms: number) => ({ Action: 'pull', Actor: { ID: name }, timeNano: ms * 1e6 });
    const pulls = [
      pull('localhost:5000/shop:latest', 1000),
      pull('localhost:5000/shop:latest', 3000),
      pull('localhost:5000/other:latest', 9000),
    ];
    const engine: Engine = { ...gatherer.engine, events: () => Promise.resolve(pulls as never) };
    await gatherRegistry({ ...gatherer, engine });
    expect(gatherer.evidence.pulledAt).toMatchObject({ is: 'known', value: 3000 });
  });

  it('is not asked for where no such image is known', async () => {
    const { gatherer } = await ask({ files: { 'src/server.js': 'new' } });
    gatherer.evidence.fileOnHost = known(fileOnHost(gatherer.question.path ?? '', 'new'), 'sha256sum');
    await gatherRegistry(gatherer);
    expect(gatherer.evidence.pulledAt).toMatchObject({ is: 'not-asked' });
  });
});
