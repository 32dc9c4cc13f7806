import { describe, expect, it } from 'vitest';
import { plain } from '../../../../core/src/text.ts';
import {
  dockerfileOf,
  findComposeFiles,
  normaliseProjectName,
  readComposeProject,
} from '../../../../core/src/compose/compose.ts';
import type { ComposeProject, ComposeService } from '../../../../core/src/compose/model.ts';
import type { SourceLine } from '../../../../core/src/compose/source-line.ts';

/** Reads a project in `/work/Shop` from texts by their paths; all files whose names begin with `compose` are merged. */
function read(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
  projectName?: string,
): ComposeProject {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`/work/Shop/${name}`, text]));
  return readComposeProject({
    files: [...texts.keys()].filter((path) => /\/compose[^/]*$/.test(path)),
    workingDirectory: '/work/Shop',
    environment,
    readFile: (path) => texts.get(path) ?? null,
    ...(projectName === undefined ? {} : { projectName }),
  });
}

function service(project: ComposeProject, name: string): ComposeService {
  const found = project.services.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}

const placeOf = ({ file, range }: SourceLine): string => `${file.replace('/work/Shop/', '')}:${range.start.line}`;

const problemIds = (project: ComposeProject): string[] => project.problems.map(({ id }) => id);

describe('places', () => {
  it('are those of the line that won', () => {
    const project = read({
      'compose.yaml':
        'services:\n  web:\n    image: a\n    build: .\n    volumes:\n      - .:/app\n      - ./keep:/keep\n',
      'compose.override.yaml': 'services:\n  web:\n    image: b\n    volumes:\n      - ./other:/app/\n',
    });
    const web = service(project, 'web');
    expect(placeOf(web.at)).toBe('compose.yaml:1');
    expect(web.image && [web.image.value, placeOf(web.image.at)]).toEqual(['b', 'compose.override.yaml:2']);
    expect(web.volumes.map(({ source, at }) => [source, placeOf(at)])).toEqual([
      ['/work/Shop/other', 'compose.override.yaml:4'],
      ['/work/Shop/keep', 'compose.yaml:6'],
    ]);
    expect(web.build && placeOf(web.build.context.at)).toBe('compose.yaml:3');
  });

  it('lie where an anchor was written, and in the extended file', () => {
    const project = read({
      'compose.yaml':
        'x-all: &all\n  volumes:\n    - .:/app\nservices:\n  web:\n    <<: *all\n  api:\n    extends: { file: base/b.yaml, service: api }\n',
      'base/b.yaml': 'services:\n  api:\n    volumes: [./src:/src]\n',
    });
    expect(service(project, 'web').volumes.map(({ at }) => placeOf(at))).toEqual(['compose.yaml:2']);
    const [mount] = service(project, 'api').volumes;
    expect(mount && [mount.source, placeOf(mount.at)]).toEqual(['/work/Shop/base/src', 'base/b.yaml:2']);
    expect(project.files).toEqual(['/work/Shop/compose.yaml', '/work/Shop/base/b.yaml']);
  });

  it('cover exactly what was written, in UTF-16 code units', () => {
    const text = 'services:\n  web: { container_name: "🐳", volumes: [".:/app:ro"] }\n';
    const [mount] = service(read({ 'compose.yaml': text }), 'web').volumes;
    const { start, end } = mount?.at.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    expect(text.split('\n')[start.line]?.slice(start.character, end.character)).toBe('".:/app:ro"');
  });
});

describe('names', () => {
  it('of the project come from the label, the environment, the last file, or the folder', () => {
    const files = { 'compose.yaml': 'name: one\nservices: {}\n', 'compose.b.yaml': 'name: Two\n' };
    expect(read(files, { COMPOSE_PROJECT_NAME: 'env' }, 'label').name).toBe('label');
    expect(read(files, { COMPOSE_PROJECT_NAME: 'env' }).name).toBe('env');
    expect(read(files).name).toBe('two');
    expect(read({ 'compose.yaml': 'services: {}' }).name).toBe('shop');
    expect(normaliseProjectName('_-My.Shop 2_x-')).toBe('myshop2_x-');
  });

  it('of an image without `image` join project and service', () => {
    const project = read({ 'compose.yaml': 'services: { web: { build: . }, db: { image: "db:1" } }' });
    expect(project.services.map(({ imageName }) => imageName)).toEqual(['shop-web', 'db:1']);
  });

  it('of a volume are qualified by the project unless the file says otherwise', () => {
    const project = read({
      'compose.yaml':
        'services: { web: { volumes: ["a1:/a", "b1:/b", "c1:/c", "d1:/d", "e1:/e"] } }\n' +
        'volumes: { a1: , b1: { name: real }, c1: { external: true }, d1: { external: { name: old } } }\n',
    });
    const { volumes } = service(project, 'web');
    expect(volumes.map(({ source }) => source)).toEqual(['shop_a1', 'real', 'c1', 'old', 'shop_e1']);
    expect(volumes.map(({ key }) => key)).toEqual(['a1', 'b1', 'c1', 'd1', 'e1']);
  });
});

describe('replicas', () => {
  it('are what deploy or scale says, with its place, and unknown otherwise', () => {
    const project = read({
      'compose.yaml':
        'services:\n  a:\n    deploy:\n      replicas: 3\n  b:\n    scale: ${COUNT}\n  c: {}\n  d:\n    scale: ${UNSET}\n',
      '.env': 'COUNT=2\n',
    });
    const stated = (name: string) => service(project, name).replicas;
    expect(stated('a')).toMatchObject({ value: 3, at: { range: { start: { line: 3 } } } });
    expect(stated('b')?.value).toBe(2);
    expect([stated('c'), stated('d')]).toEqual([null, null]);
  });
});

describe('builds', () => {
  it('have absolute paths, or a URL as it is', () => {
    const project = read({
      'compose.yaml':
        'services:\n  a: { build: app }\n  b: { build: { context: .., dockerfile: docker/D } }\n' +
        '  c: { build: { context: "https://example.org/x.git", dockerfile: D } }\n  d: { build: { dockerfile_inline: "FROM x" } }\n',
    });
    const builds = project.services.map(({ build }) => build);
    expect(builds.map((build) => build?.context.value)).toEqual([
      '/work/Shop/app',
      '/work',
      'https://example.org/x.git',
      '/work/Shop',
    ]);
    expect(builds.map((build) => build && dockerfileOf(build))).toEqual([
      '/work/Shop/app/Dockerfile',
      '/work/docker/D',
      null,
      null,
    ]);
    expect(builds.map((build) => build?.isRemote)).toEqual([false, false, true, false]);
  });

  it.each(['git@example.org:x/y.git', 'ssh://host/x', 'github.com/x/y', 'docker-image://x', 'file:///x'])(
    'from %s have no folder',
    (context) => {
      const project = read({ 'compose.yaml': `services: { a: { build: { context: "${context}", dockerfile: D } } }` });
      const { build } = service(project, 'a');
      expect([build?.isRemote, build?.context.value, build?.dockerfile?.value]).toEqual([true, context, 'D']);
    },
  );

  it('give the names of arguments and never a value', () => {
    const project = read({ 'compose.yaml': 'services: { a: { build: { context: ., args: { TOKEN: hush, B: } } } }' });
    expect(service(project, 'a').build?.argNames).toEqual(['TOKEN', 'B']);
    expect(JSON.stringify(project)).not.toContain('hush');
  });
});

describe('Windows', () => {
  it('paths are resolved in their own kind', () => {
    const file = 'C:\\work\\shop\\compose.yaml';
    const project = readComposeProject({
      files: [file],
      workingDirectory: 'C:\\work\\shop',
      environment: { USERPROFILE: 'C:\\Users\\me' },
      readFile: (path) =>
        path === file
          ? 'services:\n  web:\n    build: ./app\n    volumes: ["./src:/src", "D:\\\\x:/x:ro", "~/y:/y", "\\\\\\\\.\\\\pipe\\\\docker_engine:/pipe"]\n'
          : null,
    });
    const web = service(project, 'web');
    expect(project.name).toBe('shop');
    expect(web.build?.context.value).toBe('C:\\work\\shop\\app');
    expect(web.volumes.map(({ kind, source, target, readOnly }) => [kind, source, target, readOnly])).toEqual([
      ['bind', 'C:\\work\\shop\\src', '/src', false],
      ['bind', 'D:\\x', '/x', true],
      ['bind', 'C:\\Users\\me\\y', '/y', false],
      ['npipe', '\\\\.\\pipe\\docker_engine', '/pipe', false],
    ]);
  });
});

describe('what cannot be read', () => {
  it('of a half-written file leaves the services that can', () => {
    const project = read({
      'compose.yaml': 'services:\n  web:\n    image: web\n    volumes:\n      - .:/app\n  api:\n    image: "api\n',
    });
    expect(service(project, 'web').volumes).toHaveLength(1);
    expect(problemIds(project)).toContain('syntax');
    expect(project.isApproximate).toBe(true);
  });

  it.each([
    '',
    '\n',
    '[]',
    'services:',
    'services: []',
    'services: { web: }',
    'services:\n  web:\n    vol',
    '\t',
    '{',
    '%YAML 9\n---\n&',
    '? [a]\n: b',
  ])('never throws: %j', (text) => {
    expect(() => read({ 'compose.yaml': text })).not.toThrow();
  });

  it('is never thrown about when values have the wrong shape', () => {
    const shapes = [
      'x',
      '1',
      'null',
      '[]',
      '[[]]',
      '{}',
      '{ a: { b: c } }',
      '[null, 1, {}]',
      '!reset x',
      '!other [1]',
      '""',
    ];
    const keys = [
      'image',
      'build',
      'volumes',
      'configs',
      'secrets',
      'extends',
      'develop',
      'tmpfs',
      'profiles',
      'volumes_from',
      'container_name',
    ];
    for (const key of keys) {
      for (const shape of shapes) {
        const body = `services: { web: { ${key}: ${shape} } }\nvolumes: ${shape}\ninclude: ${shape}\n`;
        expect(() => read({ 'compose.yaml': body, 'compose.b.yaml': body })).not.toThrow();
      }
    }
  });

  it('is a missing file, an unset or demanded variable, a bad volume, a remote file', () => {
    const project = read({
      'compose.yaml':
        'include: [gone.yaml, "https://example.org/c.git"]\nservices:\n  a: { image: "x:${NOPE}" }\n  b: { image: "x:${MUST:?say}" }\n' +
        '  c: { image: "x:${", volumes: ["name:/b:ro:x", "~/x:/x"] }\n  d: { extends: nobody }\n',
    });
    expect(new Set(problemIds(project))).toEqual(
      new Set([
        'unreadable-file',
        'remote-file',
        'unset-variable',
        'required-variable',
        'bad-expression',
        'bad-volume',
        'unknown-home',
        'missing-service',
      ]),
    );
    expect(project.problems.map(({ text }) => plain(text))).toContain(
      'The variable NOPE is not set here and counts as empty',
    );
    expect(project.problems.find(({ id }) => id === 'unset-variable')).toMatchObject({
      file: '/work/Shop/compose.yaml',
      line: 2,
    });
  });

  it('is silent about variables that no part of the model needs', () => {
    const project = read({ 'compose.yaml': 'services: { web: { image: x, environment: { A: "${NOPE}" } } }' });
    expect(project.problems).toEqual([]);
    expect(project.isApproximate).toBe(false);
  });

  it('is a circle of files, services or aliases', () => {
    expect(problemIds(read({ 'compose.yaml': 'include: [compose.yaml]\nservices: { a: { image: x } }' }))).toEqual([
      'endless-reference',
    ]);
    expect(problemIds(read({ 'compose.yaml': 'services: { a: { extends: b }, b: { extends: a } }' }))).toContain(
      'endless-reference',
    );
    expect(problemIds(read({ 'compose.yaml': 'services: { web: &w { image: x, build: *w } }' }))).toContain(
      'endless-reference',
    );
  });

  it('does not read the names every object has as variables', () => {
    const project = read({ 'compose.yaml': 'services: { a: { image: "x:${constructor:-d}${__proto__:-e}" } }' });
    expect(service(project, 'a').image?.value).toBe('x:de');
  });
});

describe('the default files', () => {
  it('are one file and one override, in the order Compose prefers', () => {
    expect(findComposeFiles(['docker-compose.yaml', 'docker-compose.yml', 'compose.yml'])).toEqual(['compose.yml']);
    expect(findComposeFiles(['docker-compose.yml', 'docker-compose.yaml', 'docker-compose.override.yml'])).toEqual([
      'docker-compose.yml',
      'docker-compose.override.yml',
    ]);
    expect(findComposeFiles(['compose.override.yaml', 'compose.override.yml', 'compose.yaml'])).toEqual([
      'compose.yaml',
      'compose.override.yml',
    ]);
    expect(findComposeFiles(['compose.override.yml', 'README.md'])).toEqual([]);
  });
});
