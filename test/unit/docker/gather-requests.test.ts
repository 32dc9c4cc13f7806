import { describe, expect, it } from 'vitest';
import { gatherRequests } from '../../../client/src/docker/gather-requests.ts';
import type { Gatherer } from '../../../client/src/docker/gatherer.ts';
import type { Served, Surroundings } from '../../../client/src/docker/surroundings.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { fakeGatherer, fileOnHost, lookAt } from '../../support/fake-gatherer.ts';
import { sha256Of } from '../../support/sha256.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const content = 'a { color: blue }\n';
const page = '/usr/share/nginx/html/css/shop.css';
const port = { PrivatePort: 80, PublicPort: 8080, Type: 'tcp' };

interface Situation {
  readonly containerPath?: string;
  readonly ports?: readonly object[];
  /** Sockets of the host as `/proc/net/tcp` writes their addresses. */
  readonly sockets?: readonly string[];
  /** The container's command. */
  readonly command?: readonly [string, ...string[]];
  readonly answer?: Partial<Served> | null;
  /** What a path with a query is answered with, where that is another answer. */
  readonly answerToQueries?: Partial<Served>;
  /** The other containers on the engine, by what they publish. */
  readonly others?: Readonly<Record<string, readonly object[]>>;
  readonly status?: string;
  readonly isThere?: boolean;
}

/** Asks as a question does; returns the evidence, and what the container's server was asked. */
async function ask({ containerPath = page, ports = [{ ...port, IP: '0.0.0.0' }], ...of }: Situation) {
  const folder = await temporaryFolder();
  const state = { image: 'shop', inImage: {}, inContainer: {}, history: [] };
  const { candidate, container, ...rest } = await fakeGatherer({ state, folder });
  const asked: string[] = [];
  const surroundings: Surroundings = {
    otherEngines: () => [],
    get: (address, number, path) => {
      asked.push(`${address}:${number}${path}`);
      const { answer: plain = {}, answerToQueries } = of;
      const answer = path.includes('?') && answerToQueries ? answerToQueries : plain;
      return Promise.resolve(answer && { status: 200, headers: {}, sha256: sha256Of(content), ...answer });
    },
  };
  const others = Object.entries(of.others ?? {}).map(([name, Ports]) => ({
    ...{ ...candidate.summary, Id: `id of ${name}`, Names: [`/${name}`] },
    Ports,
  }));
  const table = ['  sl  local_address', ...(of.sockets ?? []).map((local) => `0: ${local} 00000000:0000 0A`)].join(
    '\n',
  );
  const [program, ...words] = of.command ?? ['nginx'];
  const gatherer: Gatherer = {
    ...rest,
    candidate: { ...candidate, summary: { ...candidate.summary, ...{ Ports: ports } } },
    container: {
      ...container,
      Path: program,
      Args: words,
      State: { ...container.State, Status: of.status ?? 'running' },
    },
    engine: { ...rest.engine, containers: () => Promise.resolve([candidate.summary, ...others]) },
    disk: { ...nodeDisk, readText: (path) => Promise.resolve(path === '/proc/net/tcp' ? table : null) },
    surroundings,
  };
  const look = lookAt(fileOnHost(`${folder}/shop.css`, content), containerPath);
  await gatherRequests(gatherer, { ...look, isThere: of.isThere ?? true });
  return { evidence: gatherer.evidence, asked };
}

const loopback = '0100007F:1F90';
const everywhere = '00000000:1F90';

describe('who listens on the container’s port', () => {
  it('is another program where a socket is not the engine’s own', async () => {
    const { evidence } = await ask({ sockets: [everywhere, loopback] });
    expect(evidence.listeners).toMatchObject({
      value: { others: [{ address: '127.0.0.1', port: 8080, container: null }] },
    });
  });

  it('is another container where that publishes the address', async () => {
    const others = { 'blog-web-1': [{ ...port, IP: '127.0.0.1' }] };
    const { evidence } = await ask({ sockets: [everywhere, loopback], others });
    expect(evidence.listeners).toMatchObject({ value: { others: [{ container: 'blog-web-1' }] } });
  });

  it.each<[string, Situation]>([
    ['only its own socket is there', { sockets: [everywhere] }],
    ['the engine runs on another machine, and no socket is there', {}],
    ['a socket of another port is there', { sockets: [everywhere, '0100007F:1F91'] }],
  ])('is nobody else where %s', async (_, situation) => {
    const { evidence } = await ask(situation);
    expect(evidence.listeners).toMatchObject({ is: 'known', value: { others: [] } });
  });

  it.each<[string, Situation]>([
    ['publishes no port', { ports: [{ PrivatePort: 80, Type: 'tcp' }] }],
    ['publishes another kind of port', { ports: [{ ...port, Type: 'udp' }] }],
    ['does not run', { status: 'exited' }],
    ['does not have the change', { isThere: false }],
  ])('is not asked where the container %s', async (_, situation) => {
    const { evidence, asked } = await ask(situation);
    expect(evidence.listeners).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe('what the container’s server gives out', () => {
  it('is the file, where a file server has its folder', async () => {
    const { evidence, asked } = await ask({});
    expect(asked).toEqual(['127.0.0.1:8080/css/shop.css']);
    expect(evidence.served).toMatchObject({
      value: { url: 'http://127.0.0.1:8080/css/shop.css', by: 'file-server', body: 'same', cacheMarks: [] },
    });
  });

  it.each<[string, Situation['command'], string, string]>([
    ['the folder it was given', ['httpd', '-f', '-h', '/www'], '/www/shop.css', '/shop.css'],
    ['that folder below its working folder', ['http-server', '--root', 'out'], '/app/out/shop.css', '/shop.css'],
    ['a folder, where it is the folder’s page', ['nginx'], '/usr/share/nginx/html/shop/index.html', '/shop/'],
    ['the root, where it is the first page', ['nginx'], '/usr/share/nginx/html/index.html', '/'],
    ['the public folder of any program', ['node', 'server.js'], '/app/public/shop.css', '/shop.css'],
    ['a name that a URL has to escape', ['nginx'], '/usr/share/nginx/html/my shop.css', '/my%20shop.css'],
  ])('is looked for in %s', async (_, command, containerPath, path) => {
    const { asked } = await ask({ ...(command && { command }), containerPath });
    expect(asked).toEqual([`127.0.0.1:8080${path}`]);
  });

  it('is asked over the address that was published', async () => {
    const { asked, evidence } = await ask({ ports: [{ ...port, IP: '::' }] });
    expect(asked).toEqual(['::1:8080/css/shop.css']);
    expect(evidence.served).toMatchObject({ value: { url: 'http://[::1]:8080/css/shop.css' } });
    expect((await ask({ ports: [{ ...port, IP: '192.168.0.2' }] })).asked).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ['source that no browser asks for', '/app/public/server.ts', ['node', 'server.js']],
    ['a file outside of what is handed out', '/app/src/shop.css', ['node', 'server.js']],
  ])('is not asked for %s', async (_, containerPath, [program = '', ...words]) => {
    const { asked, evidence } = await ask({ containerPath, command: [program, ...words] });
    expect(asked).toEqual([]);
    expect(evidence.served).toBeUndefined();
  });

  it.each<[string, Situation['answer'], string]>([
    ['other content', { sha256: sha256Of('a { color: red }\n') }, 'other'],
    ['more than was read', { sha256: null }, 'unread'],
  ])('may be %s', async (_, answer, body) => {
    const { evidence } = await ask({ ...(answer && { answer }) });
    expect(evidence.served).toMatchObject({ value: { body } });
  });

  it('may be kept from before, as a query that was not asked before shows', async () => {
    const { asked, evidence } = await ask({ answer: { sha256: sha256Of('old') }, answerToQueries: {} });
    expect(asked).toEqual([
      '127.0.0.1:8080/css/shop.css',
      expect.stringMatching(/^127.0.0.1:8080\/css\/shop.css\?\d+$/),
    ]);
    expect(evidence.served).toMatchObject({ value: { body: 'kept' } });
  });

  it('shows the marks of a cache that answered, and none of one that had to ask', async () => {
    const hit = await ask({ answer: { headers: { age: '90', 'x-cache': 'HIT', 'cache-control': 'max-age=60' } } });
    expect(hit.evidence.served).toMatchObject({
      value: { cacheMarks: ['age', 'x-cache'], cacheControl: 'max-age=60' },
    });
    const miss = await ask({ answer: { headers: { age: '0', 'x-cache': 'MISS', 'cf-cache-status': 'DYNAMIC' } } });
    expect(miss.evidence.served).toMatchObject({ value: { cacheMarks: [], cacheControl: null } });
  });

  it.each<[string, Situation['answer']]>([
    ['nobody answers', null],
    ['it is not found', { status: 404 }],
  ])('is nothing where %s', async (_, answer) => {
    const { evidence } = await ask({ answer: answer ?? null });
    expect(evidence.served).toMatchObject({ is: 'known', value: null });
  });
});

it('the container itself is not taken for a stranger', async () => {
  const { evidence } = await ask({ sockets: [loopback], ports: [{ ...port, IP: '127.0.0.1' }] });
  expect(evidence.listeners).toMatchObject({ value: { published: [{ containerPort: 80 }], others: [] } });
});
