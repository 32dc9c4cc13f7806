import { describe, expect, it } from 'vitest';
import { readComposeProject } from '../../../core/src/compose/compose.ts';
import { plain } from '../../../core/src/text.ts';
import { compareSettings, type ComparedService } from '../../../client/src/docker/compare-settings.ts';

interface Situation {
  /** The lines of the service `web`, four spaces in. */
  readonly service: string;
  /** Other files that the service reads, by their paths in `/shop`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The container's variables, labels and so on, where they are not what the service of the test needs anyway. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly host?: Readonly<Record<string, unknown>>;
  readonly mounts?: ComparedService['container']['Mounts'];
  /** Null when the image is gone. */
  readonly image?: Readonly<Record<string, unknown>> | null;
  readonly shell?: Readonly<Record<string, string>>;
}

/** Compares a service with its container as the engine tells of it; what differs, as `state kind name`, and what is in doubt. */
function compare({ service, files = {}, image = {}, shell = {}, ...container }: Situation) {
  const texts: Readonly<Record<string, string>> = {
    '/shop/compose.yaml': `services:\n  web:\n    image: shop\n${service}`,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`/shop/${path}`, text])),
  };
  const readFile = (path: string): string | null => texts[path] ?? null;
  const input = { files: ['/shop/compose.yaml'], workingDirectory: '/shop', environment: shell, readFile };
  const [stated] = readComposeProject(input).services;
  if (!stated) throw new Error('the file states no service');
  const { different, doubts } = compareSettings({
    ...{ service: stated, image, shell, readFile, linesOfVariables: new Map() },
    container: {
      Name: '/shop-web-1',
      Config: { Image: 'shop', ...container.config },
      HostConfig: { NetworkMode: 'shop_default', ...container.host },
      Mounts: container.mounts ?? [],
    },
  });
  return {
    different: different.map(({ state, kind, name }) => `${state} ${kind} ${name}`),
    lines: different.map(({ at }) => `${at.file}:${at.line}`),
    isSure: different.map(({ isSure }) => isSure),
    doubts: doubts.map(plain),
  };
}

describe('the environment', () => {
  const service = '    environment:\n      LEVEL: debug\n      PORT: 80\n';

  it('agrees where each variable has the value that the file states', () => {
    expect(compare({ service, config: { Env: ['LEVEL=debug', 'PORT=80'] } }).different).toEqual([]);
  });

  it('differs by value or by absence, at the line that states it', () => {
    const { different, lines } = compare({ service, config: { Env: ['LEVEL=info'] } });
    expect(different).toEqual(['differs environment LEVEL', 'absent environment PORT']);
    expect(lines).toEqual(['/shop/compose.yaml:5', '/shop/compose.yaml:6']);
  });

  it('holds what was taken out of the file, but neither the image’s own nor the docker CLI’s proxies', () => {
    const Env = ['LEVEL=debug', 'PORT=80', 'OLD=1', 'PATH=/bin', 'HTTP_PROXY=http://proxy', 'no_proxy=localhost'];
    expect(compare({ service, config: { Env }, image: { Env: ['PATH=/bin'] } }).different).toEqual([
      'left-over environment OLD',
    ]);
    expect(compare({ service, config: { Env }, image: null }).different).toEqual([]);
  });

  it('is not judged by a variable that nobody set, nor surely by one of the shell', () => {
    const open = '    environment:\n      LEVEL: ${LEVEL_HERE}\n';
    expect(compare({ service: open, config: { Env: ['LEVEL=info'] } })).toMatchObject({
      ...{ different: [], doubts: ['LEVEL is not set here: its value is not known'] },
    });
    const shell = { LEVEL_HERE: 'debug' };
    expect(compare({ service: open, config: { Env: ['LEVEL=info'] }, shell })).toMatchObject({
      ...{ different: ['differs environment LEVEL'], isSure: [false] },
    });
  });

  it('is in doubt where an environment file cannot be read, and nothing is left over then', () => {
    const withFile = '    env_file: web.env\n';
    const config = { Env: ['LEVEL=info'] };
    expect(compare({ service: withFile, config })).toMatchObject({
      different: [],
      doubts: ['/shop/web.env cannot be read'],
    });
    expect(compare({ service: withFile, config, files: { 'web.env': 'LEVEL=debug\n' } })).toMatchObject({
      ...{ different: ['differs environment LEVEL'], lines: ['/shop/web.env:1'], doubts: [] },
    });
  });

  it('has the lines of an environment file as they are where Compose v1 made the container', () => {
    const files = { 'web.env': 'HOME_PAGE=$HOST/index\n' };
    const Env = ['HOME_PAGE=$HOST/index'];
    const by = (version: string) => ({ Env, Labels: { 'com.docker.compose.version': version } });
    const of = { service: '    env_file: web.env\n', files };
    expect(compare({ ...of, config: by('1.29.2') }).different).toEqual([]);
    expect(compare({ ...of, config: by('2.40.0') }).different).toEqual(['differs environment HOME_PAGE']);
  });
});

describe('labels and options', () => {
  it('differ one by one, and Compose’s own labels never', () => {
    const service = '    labels:\n      team: shop\n';
    const Labels = { team: 'blog', owner: 'anna', 'com.docker.compose.project': 'shop', vendor: 'x' };
    expect(compare({ service, config: { Labels }, image: { Labels: { vendor: 'x' } } }).different).toEqual([
      ...['differs label team', 'left-over label owner'],
    ]);
  });

  it.each<[string, string, Situation['host']]>([
    ['a restart policy', '    restart: always\n', { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } }],
    ['a memory limit with its unit', '    mem_limit: 64m\n', { Memory: 64 * 1024 * 1024 }],
    ['a port', '    ports:\n      - "8080:80"\n', { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } }],
    ['a capability under its long name', '    cap_add: [net_admin]\n', { CapAdd: ['CAP_NET_ADMIN'] }],
  ])('agree about %s, and differ from a container without it', (_, service, host = {}) => {
    expect(compare({ service, host }).different).toEqual([]);
    expect(compare({ service }).different).toHaveLength(1);
    expect(compare({ service: '', host }).different.map((each) => each.split(' ')[0])).toEqual(['left-over']);
  });
});

describe('an option', () => {
  it.each([
    [
      'that depends on a variable which nobody set',
      '    restart: ${POLICY}\n',
      'restart is not set here: its value is not known',
    ],
    ['that is not understood', '    mem_limit: a lot\n', 'mem_limit at /shop/compose.yaml:4 is not understood'],
  ])('%s is in doubt, and does not differ', (_, service, doubt) => {
    const host = { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 }, Memory: 1 };
    const { different, doubts } = compare({ service, host });
    expect(different.filter((each) => each.startsWith('differs'))).toEqual([]);
    expect(doubts).toEqual([doubt]);
  });
});

describe('mounts', () => {
  const service = '    volumes:\n      - ./src:/app/src\n      - data:/data\n';
  const bind = { Type: 'bind', Source: '/shop/src', Destination: '/app/src', RW: true };
  const data = { Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data', Destination: '/data', RW: true };

  it('differ by source, by mode and by absence', () => {
    expect(compare({ service, mounts: [{ ...bind, Source: '/old/src' }, data] }).different).toContain(
      'differs mount /app/src',
    );
    expect(compare({ service, mounts: [{ ...bind, RW: false }, data] }).different).toContain('differs mount /app/src');
    expect(compare({ service, mounts: [data] }).different).toContain('absent mount /app/src');
    expect(compare({ service, mounts: [bind, data] }).different).not.toContain('differs mount /app/src');
  });

  it('are left over where the file has them no more, unless the image declares them or they have no name', () => {
    const nameless = { ...data, Name: 'f'.repeat(64), Destination: '/cache' };
    const declared = { ...data, Name: 'kept', Destination: '/var/lib/data' };
    const mounts = [bind, nameless, declared];
    expect(compare({ service: '', mounts, image: { Volumes: { '/var/lib/data': {} } } }).different).toEqual([
      'left-over mount /app/src',
    ]);
    expect(compare({ service: '', mounts, image: null }).different).toEqual([]);
  });
});

describe('the image’s name', () => {
  it.each([
    ['shop', false],
    ['shop:latest', false],
    ['docker.io/library/shop', false],
    [`shop@sha256:${'1'.repeat(64)}`, false],
    [`sha256:${'1'.repeat(64)}`, false],
    ['shop:2', true],
    ['blog', true],
  ])('%s differs from the stated one: %s', (Image, expected) => {
    expect(compare({ service: '', config: { Image } }).different).toEqual(expected ? ['differs option image'] : []);
  });
});
