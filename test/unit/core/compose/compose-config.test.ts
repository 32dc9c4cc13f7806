import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dockerfileOf, readComposeProject } from '../../../../core/src/compose/compose.ts';
import type { ComposeMount, ComposeProject, ComposeService } from '../../../../core/src/compose/model.ts';

/** The projects whose `expected.json` is what Docker Compose 2.40 printed for them, see `record.ts` beside them. */
const fixtures = join(import.meta.dirname, '../../../fixtures/compose-config');
const names = readdirSync(fixtures).filter((entry) => statSync(join(fixtures, entry)).isDirectory());

interface Case {
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What `docker compose config --format json` prints, as far as our model has it. */
interface Printed {
  readonly name: string;
  readonly services: Readonly<Record<string, PrintedService>>;
  readonly volumes?: Readonly<Record<string, { name: string }>>;
  readonly configs?: Readonly<Record<string, { file?: string }>>;
  readonly secrets?: Readonly<Record<string, { file?: string }>>;
}

interface PrintedService {
  readonly image?: string;
  readonly container_name?: string;
  readonly pull_policy?: string;
  readonly build?: {
    readonly context: string;
    readonly dockerfile?: string;
    readonly dockerfile_inline?: string;
    readonly target?: string;
    readonly args?: Readonly<Record<string, string | null>>;
    readonly additional_contexts?: Readonly<Record<string, string>>;
  };
  readonly volumes?: readonly { type: string; source?: string; target: string; read_only?: boolean }[];
  readonly tmpfs?: readonly string[];
  readonly configs?: readonly { source: string; target?: string }[];
  readonly secrets?: readonly { source: string; target?: string }[];
  readonly develop?: { readonly watch: readonly { path: string; action: string; target?: string }[] };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function readFixture(name: string): ComposeProject {
  const { files, environment } = readJson(join(fixtures, name, 'case.json')) as Case;
  const workingDirectory = `/projects/${name}`;
  return readComposeProject({
    files: files.map((file) => `${workingDirectory}/${file}`),
    workingDirectory,
    environment: { ...environment, HOME: '/home/user' },
    readFile: (path) => {
      const real = join(fixtures, relative('/projects', path));
      return existsSync(real) ? readFileSync(real, 'utf8') : null;
    },
  });
}

const sorted = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A service of ours in the words of the printed one. */
function asPrinted(service: ComposeService): Record<string, unknown> {
  const { build, volumes } = service;
  return {
    image: service.image?.value,
    container_name: service.containerName?.value,
    pull_policy: service.pullPolicy?.value,
    build: build && {
      context: build.context.value,
      // Compose prints the path as it was written, in a model that is otherwise absolute.
      dockerfile: build.isRemote || build.dockerfileInline ? undefined : dockerfileOf(build),
      dockerfile_inline: build.dockerfileInline !== null,
      target: build.target?.value,
      args: [...build.argNames].sort(),
      additional_contexts: sorted(
        Object.fromEntries(build.additionalContexts.map(({ name, value }) => [name, value.value])),
      ),
    },
    mounts: volumes.map(({ kind, source, target, readOnly }: ComposeMount) => ({ kind, source, target, readOnly })),
    watch: service.developWatch.map(({ path, action, target }) => ({ path: path.value, action, target })),
  };
}

/** The printed service in the same words. */
function asOurs(service: PrintedService, project: Printed): Record<string, unknown> {
  const { build } = service;
  const isRemote = build?.context.startsWith('https:') ?? false;
  const isInline = build?.dockerfile_inline !== undefined;
  const volumes = (service.volumes ?? []).map(({ type, source, target, read_only = false }) => ({
    kind: type === 'volume' && source === undefined ? 'anonymous' : type,
    source: type === 'volume' ? (project.volumes?.[source ?? '']?.name ?? null) : (source ?? null),
    target,
    readOnly: read_only,
  }));
  const tmpfs = (service.tmpfs ?? []).map((target) => ({ kind: 'tmpfs', source: null, target, readOnly: false }));
  const files = (['configs', 'secrets'] as const).flatMap((section) =>
    (service[section] ?? []).flatMap(({ source, target = source }) => {
      const file = project[section]?.[source]?.file;
      const folder = section === 'configs' ? '/' : '/run/secrets/';
      const absolute = target.startsWith('/') ? target : folder + target;
      return file === undefined ? [] : [{ kind: 'bind', source: file, target: absolute, readOnly: true }];
    }),
  );
  return {
    image: service.image,
    container_name: service.container_name,
    pull_policy: service.pull_policy,
    build: build
      ? {
          context: build.context,
          dockerfile: isRemote || isInline ? undefined : join(build.context, build.dockerfile ?? 'Dockerfile'),
          dockerfile_inline: isInline,
          target: build.target,
          args: Object.keys(build.args ?? {}).sort(),
          additional_contexts: sorted(build.additional_contexts ?? {}),
        }
      : null,
    mounts: [...volumes, ...tmpfs, ...files],
    watch: (service.develop?.watch ?? []).map(({ path, action, target = null }) => ({ path, action, target })),
  };
}

describe('the model agrees with Docker Compose', () => {
  it.each(names)('on the project %s', (name) => {
    // Compose doubles dollar signs, so that its output can be read as a Compose file again.
    const text = readFileSync(join(fixtures, name, 'expected.json'), 'utf8').replaceAll('$$', '$');
    const printed = JSON.parse(text) as Printed;
    const ours = readFixture(name);
    expect(ours.name).toBe(printed.name);
    expect(ours.problems.map(({ id }) => id).filter((id) => id !== 'unset-variable')).toEqual([]);
    expect(sorted(Object.fromEntries(ours.services.map((service) => [service.name, asPrinted(service)])))).toEqual(
      sorted(Object.fromEntries(Object.entries(printed.services).map(([key, value]) => [key, asOurs(value, printed)]))),
    );
  });
});
