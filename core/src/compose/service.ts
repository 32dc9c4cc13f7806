import { resolve } from '../path.ts';
import type { AdditionalContext, ComposeBuild, ComposeService, WatchRule } from './model.ts';
import type { Located, SourceLine } from './source-line.ts';
import { nameOnEngine, readBuildSecrets, readMounts, type MountContext } from './mounts.ts';
import type { ProblemList } from './problems.ts';
import { hostPath, locatedText, textOf, textsOf, variableOf } from './scalar.ts';
import { child, type Entry, type Tree } from './tree.ts';

/** What Compose does not take for a folder (https://docs.docker.com/reference/compose-file/build/#context; more schemes were tried on 2.40). */
const REMOTE_CONTEXT = /^(?:[a-z][a-z0-9+.-]+:\/\/|github\.com\/|git@)/i;
/** A named context may also be another service, or a target of the same Dockerfile. */
const OTHER_BUILD = /^(?:service|target):/;

/** Returns the model of one merged service. */
export function readService(name: string, { keyAt, value: service }: Entry, context: MountContext): ComposeService {
  const { problems, projectName } = context;
  const image = locatedText(child(service, 'image'), problems);
  return {
    name,
    image,
    imageName: image?.value ?? `${projectName}-${name}`,
    build: readBuild(service, context),
    volumes: readMounts(service, context),
    containerName: locatedText(child(service, 'container_name'), problems),
    pullPolicy: locatedText(child(service, 'pull_policy'), problems),
    replicas: readReplicas(service, problems),
    developWatch: readWatch(service, problems),
    profiles: textsOf(child(service, 'profiles'), problems),
    volumesFrom: volumesFromOf(child(service, 'volumes_from'), problems),
    networks: readNetworks(service, keyAt, context),
    written: service,
    at: keyAt,
  };
}

/** `db` and `db:ro` are services; `container:db` is a container of any project: https://docs.docker.com/reference/compose-file/services/#volumes_from */
const volumesFromOf = (list: Tree | undefined, problems: ProblemList): string[] =>
  textsOf(list, problems).flatMap((written) => {
    const [name = ''] = written.split(':');
    return name === 'container' ? [] : [name];
  });

/** Compose refuses files in which the two disagree: https://docs.docker.com/reference/compose-file/services/#scale */
function readReplicas(service: Tree, problems: ProblemList): Located<number> | null {
  const stated = child(child(service, 'deploy'), 'replicas') ?? child(service, 'scale');
  const written = locatedText(stated, problems);
  return written !== null && /^\d+$/.test(written.value) ? { ...written, value: Number(written.value) } : null;
}

/** A service without networks joins the project's default one. */
function readNetworks(
  service: Tree,
  keyAt: SourceLine,
  { project, projectName, problems }: MountContext,
): Located<string>[] | null {
  if (child(service, 'network_mode') !== undefined) return null;
  const written = child(service, 'networks');
  const keys: Located<string>[] =
    written?.kind === 'map' && written.entries.size > 0
      ? [...written.entries].map(([value, entry]) => ({ value, at: entry.keyAt }))
      : [{ value: 'default', at: keyAt }];
  return keys.map(({ value, at }) => ({
    value: nameOnEngine(value, child(child(project, 'networks'), value), projectName, problems),
    at,
  }));
}

function readBuild(service: Tree, mounts: MountContext): ComposeBuild | null {
  const { problems } = mounts;
  const build = child(service, 'build');
  if (build?.kind !== 'map') return null;
  const written = locatedText(child(build, 'context'), problems);
  const isRemote = written !== null && REMOTE_CONTEXT.test(written.value);
  const context = written === null ? null : isRemote ? written : absolute(written, child(build, 'context'), problems);
  // Without a context it is the project's folder, also for what another file's service brought in.
  const contextOrDefault = context ?? { value: service.origin.baseDir, at: build.at };

  const dockerfile = locatedText(child(build, 'dockerfile'), problems);
  const args = child(build, 'args');
  return {
    context: contextOrDefault,
    isRemote,
    dockerfile:
      dockerfile === null || isRemote
        ? dockerfile
        : { ...dockerfile, value: resolve(contextOrDefault.value, dockerfile.value) },
    dockerfileInline: locatedText(child(build, 'dockerfile_inline'), problems),
    target: locatedText(child(build, 'target'), problems),
    additionalContexts: readAdditionalContexts(child(build, 'additional_contexts'), problems),
    argNames: args?.kind === 'map' ? [...args.entries.keys()] : [],
    argumentValue: (name) => argumentValue(args, name, problems),
    secrets: readBuildSecrets(build, mounts),
    at: build.at,
  };
}

/** An argument without a value is passed on from the environment: https://docs.docker.com/reference/compose-file/build/#args */
function argumentValue(args: Tree | undefined, name: string, problems: ProblemList): string | null {
  const value = child(args, name);
  if (value?.kind !== 'scalar') return null;
  return value.raw === null ? (variableOf(value.origin.environment, name) ?? null) : textOf(value, problems);
}

function absolute(path: Located<string>, tree: Tree | undefined, problems: ProblemList): Located<string> {
  return tree === undefined ? path : { ...path, value: hostPath(path.value, tree, problems) };
}

function readAdditionalContexts(contexts: Tree | undefined, problems: ProblemList): AdditionalContext[] {
  if (contexts?.kind !== 'map') return [];
  return [...contexts.entries].flatMap(([name, { value: tree }]) => {
    const written = locatedText(tree, problems);
    if (written === null) return [];
    const isFolder = !OTHER_BUILD.test(written.value) && !REMOTE_CONTEXT.test(written.value);
    return [{ name, value: isFolder ? absolute(written, tree, problems) : written, isFolder }];
  });
}

function readWatch(service: Tree, problems: ProblemList): WatchRule[] {
  const watch = child(child(service, 'develop'), 'watch');
  if (watch?.kind !== 'list') return [];
  return watch.items.flatMap((item) => {
    const path = locatedText(child(item, 'path'), problems);
    if (path === null) return [];
    return [
      {
        path: absolute(path, child(item, 'path'), problems),
        action: textOf(child(item, 'action'), problems),
        target: textOf(child(item, 'target'), problems),
        ignore: textsOf(child(item, 'ignore'), problems),
      },
    ];
  });
}
