import { environmentFilesOf } from '../../../core/src/compose/compose.ts';
import { child } from '../../../core/src/compose/tree.ts';
import { parseEnvironmentFile, readEnvironmentFile } from '../../../core/src/compose/environment-file.ts';
import type { ComposeProject, ComposeService } from '../../../core/src/compose/model.ts';
import type { ComposeProblemId } from '../../../core/src/compose/problems.ts';
import type { SourceLine } from '../../../core/src/compose/source-line.ts';
import { rawVariables, statedEnvironment, type StatedVariable } from '../../../core/src/compose/stated-environment.ts';
import { usedVariables } from '../../../core/src/compose/used-variables.ts';
import { rangeOnLine } from '../../../core/src/range.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { hostPathOf } from '../diagnosis/covering-mount.ts';
import type { ConfigurationEvidence, SettingOverridden, SettingSeen } from '../diagnosis/evidence/configuration.ts';
import { isEnvironmentName, settingsFileOf, usesVariablesOf, type SettingsFile } from '../workspace/asked-file.ts';
import { isAsComposeWants } from '../workspace/compose-dry-run.ts';
import { loadProjectOf, type ComposeOrigin } from '../workspace/compose-project.ts';
import { lineOf } from '../workspace/line-of.ts';
import { isBelow, type Disk } from '../workspace/disk.ts';
import { planFile } from '../workspace/plan-build.ts';
import { compareSettings, variablesOf, type ComparedService, variablesOfContainer } from './compare-settings.ts';
import { known, missing, notAsked, type Gatherer } from './gatherer.ts';

export const messages = defineMessages({
  oneOff: 'Not compared: a container of “docker compose run” has settings of its own',
  versionOne: 'Not compared: Compose v1 made the container, which applies its files by rules of its own',
  otherCheckout: 'Not compared: another checkout made the container, with settings of its own folder',
  noSuchService: 'The Compose files do not state the service {service}',
  notStated: 'Compose did not make this container, and no file states its settings',
  inline:
    'What {names} holds is not compared: Compose writes it when it creates the container, and “up --force-recreate” renews it',
  unused: 'Compose only puts the variables of {file} into its files, and service {service} uses none of them',
});

type Configuration = ConfigurationEvidence['configuration'];

/** Returns what the asked file states of the container's settings; null for any other file, and when the whole container is meant. */
export async function askedSettings(gatherer: Gatherer): Promise<SettingsFile | 'run-file' | null> {
  const { disk, question, compose, service } = gatherer;
  if (question.path === null) return null;
  const real = (await disk.realPath(question.path)) ?? question.path;
  if (compose && service) {
    const kind = await settingsFileOf(disk, real, compose, service);
    if (kind !== 'variables-file' || usesVariablesOf(disk, real, service)) return kind;
    return (await isBrought(gatherer, real)) ? null : kind;
  }
  if (compose || !isEnvironmentName(real) || (await isBrought(gatherer, real))) return null;
  return namesInContainer(gatherer, real).length > 0 ? 'run-file' : null;
}

/** Whether the file itself is in the container, or would be: then its content counts. */
async function isBrought({ disk, build, container }: Gatherer, real: string): Promise<boolean> {
  for (const { Type, Source } of container.Mounts) {
    const source = Type === 'bind' ? await disk.realPath(hostPathOf(Source ?? '')) : null;
    if (source !== null && isBelow(source, real)) return true;
  }
  if ('problem' in build) return false;
  const plan = planFile(build, real);
  return plan.copies.length > 0 && plan.ignore?.isExcluded !== true;
}

/** Compares what the files state of the container's settings with what it has. All is in answers that were already given. */
export async function gatherConfiguration(gatherer: Gatherer): Promise<void> {
  const { compose, service, question, evidence } = gatherer;
  const asked = await askedSettings(gatherer);
  if (asked === 'run-file') {
    evidence.configuration = known(await compareRunFile(gatherer), `docker inspect ${gatherer.name} → .Config.Env`);
    return;
  }
  if (!compose) return void (evidence.configuration = notAsked(messages('notStated')));
  if (compose.origin.isOneOff) return void (evidence.configuration = notAsked(messages('oneOff')));
  if (asked === null && compose.origin.isV1) return void (evidence.configuration = notAsked(messages('versionOne')));
  if (gatherer.candidate.otherCheckout) return void (evidence.configuration = notAsked(messages('otherCheckout')));
  if (!service) {
    evidence.configuration = missing(messages('noSuchService', { service: compose.origin.service }));
    return;
  }
  const problem = compose.project.problems.find(({ id }) => hindering.has(id));
  if (problem) {
    evidence.configuration = missing(problem.text);
    return;
  }
  const composed = { ...compose, service };
  const configuration = await compareService(gatherer, composed, question.path === null ? 'whole' : asked);
  const unused = asked === 'variables-file' ? await unusedBy(gatherer, composed) : [];
  const unasked = [...unused, ...(asked === 'compose-file' ? inlineFilesOf(service) : [])];
  evidence.configuration =
    unasked.length === 0 && (await isAsComposeSays(gatherer, composed, configuration))
      ? known(
          { ...configuration, doubts: [] },
          `docker compose -p ${compose.origin.project} --dry-run up ${service.name}`,
        )
      : known({ ...configuration, doubts: [...configuration.doubts, ...unasked] }, `docker inspect ${gatherer.name}`);
}

/** Where we could not compare every setting and found none that differs, Compose is asked whether it would leave the container as it is. */
async function isAsComposeSays(
  { programs, question, container, name, ask }: Gatherer,
  { origin, service }: Composed,
  { asked, different, doubts }: Configuration,
): Promise<boolean> {
  const isOpen = asked !== null && doubts.length > 0 && different.length === 0;
  if (!programs || !isOpen || origin.isV1 || !container.State.Running) return false;
  const { project, workingDirectory, files } = origin;
  return isAsComposeWants(programs, {
    place: { project, workingDirectory, files, environmentFiles: origin.environmentFiles ?? [] },
    service: service.name,
    container: name,
    dockerFlags: question.dockerFlags,
    environment: question.environment,
    signal: ask.signal,
  });
}

/** A file of variables that the service does not use has no part in its settings, whatever these are. */
async function unusedBy({ disk, question }: Gatherer, { service }: Composed): Promise<readonly Text[]> {
  const real = (await disk.realPath(question.path ?? '')) ?? question.path ?? '';
  return usesVariablesOf(disk, real, service) ? [] : [messages('unused', { file: real, service: service.name })];
}

/** Configs and secrets with their content in the Compose file. Compose leaves a container as it is when only the content changed (seen with 2.26 and 2.40). */
function inlineFilesOf({ written, volumes }: ComposeService): readonly Text[] {
  const names = (['configs', 'secrets'] as const).flatMap((origin) => {
    const stated = child(written, origin);
    const items = stated?.kind === 'list' ? stated.items : [];
    return items.flatMap((item) => {
      const source = item.kind === 'map' ? child(item, 'source') : item;
      const key = source?.kind === 'scalar' ? source.raw : null;
      return key === null || volumes.some((mount) => mount.origin === origin && mount.key === key) ? [] : [key];
    });
  });
  return names.length > 0 ? [messages('inline', { names: names.join(', ') })] : [];
}

/** With one of these a project may be another than the one that Compose reads. */
const hindering = new Set<ComposeProblemId>([
  ...(['unreadable-file', 'syntax', 'missing-service', 'endless-reference'] as const),
  ...(['remote-file', 'too-many-files', 'required-variable'] as const),
]);

interface Composed {
  readonly origin: ComposeOrigin;
  readonly project: ComposeProject;
  readonly service: ComposeService;
}

async function compareService(
  gatherer: Gatherer,
  composed: Composed,
  asked: SettingsFile | 'whole' | null,
): Promise<Configuration> {
  const { disk, question } = gatherer;
  const real = question.path === null ? null : ((await disk.realPath(question.path)) ?? question.path);
  const of = comparedService(gatherer, composed);
  const { compared, different, doubts } = compareSettings(of);
  const isPart = asked === 'environment-file' || asked === 'variables-file';
  const isAsked = async (difference: Omit<SettingSeen, 'isAsked'>): Promise<boolean> => {
    if (!isPart) return asked !== null;
    const files = [difference.at, ...difference.through].map(({ file }) => file);
    for (const file of files) if (((await disk.realPath(file)) ?? file) === real) return true;
    // What is stated no more may have stood in the file that was asked about.
    return difference.state === 'left-over' && difference.kind === 'environment';
  };
  return {
    asked: asked === 'variables-file' ? 'environment-file' : asked,
    compared,
    different: await Promise.all(different.map(async (each) => ({ ...each, isAsked: await isAsked(each) }))),
    overridden: real === null || asked === null ? [] : overriddenIn(gatherer, composed, of, real, asked),
    doubts,
    isComposed: true,
  };
}

function comparedService({ disk, container, own, question }: Gatherer, { origin, service }: Composed): ComparedService {
  return {
    service,
    container,
    image: own ? { ...own.Config } : null,
    shell: question.environment,
    readFile: (path) => disk.readTextNow(path),
    linesOfVariables: linesOfVariablesOf(disk, origin),
  };
}

/** Returns where the variables stand that Compose puts into a project's files: of each the line that wins. */
export function linesOfVariablesOf(
  disk: Disk,
  { workingDirectory, environmentFiles }: ComposeOrigin,
): ReadonlyMap<string, SourceLine> {
  const lines = new Map<string, SourceLine>();
  for (const file of environmentFilesOf({ workingDirectory, ...(environmentFiles && { environmentFiles }) }))
    for (const { name, line } of readEnvironmentFile(disk.readTextNow(file) ?? '', () => ''))
      lines.set(name, { file, range: rangeOnLine(line, 0, 0) });
  return lines;
}

/** What of the asked file loses against a stronger place, when the container has what that one says. */
function overriddenIn(
  { disk, question }: Gatherer,
  { origin, project, service }: Composed,
  of: ComparedService,
  real: string,
  asked: SettingsFile | 'whole',
): SettingOverridden[] {
  const has = variablesOf(of.container.Config.Env);
  const all = statedEnvironment(service, of.readFile).variables;
  if (asked === 'variables-file') return overriddenByShell(of, real);
  // Each of several files is read alone, to see what it states itself.
  const alone =
    asked === 'compose-file' && project.files.length > 1
      ? loadProjectOf(disk, [real], origin, question.environment).services.find(({ name }) => name === service.name)
      : null;
  const weak: readonly StatedVariable[] = alone
    ? statedEnvironment(alone, of.readFile).variables
    : all.filter(({ at }) => at.file === real || at.file === question.path);
  const strong = new Map(all.map((variable) => [variable.name, variable]));
  return weak.flatMap(({ name, value, at }) => {
    const winner = strong.get(name);
    if (!winner || isSamePlace(winner.at, at) || winner.value === value || has.get(name) !== winner.value) return [];
    return [{ kind: 'environment' as const, name, at: lineOf(at), by: lineOf(winner.at) }];
  });
}

const isSamePlace = (a: SourceLine, b: SourceLine): boolean =>
  a.file === b.file && a.range.start.line === b.range.start.line;

/** A variable of the shell wins over the one of the file, see https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/. */
function overriddenByShell({ service, shell, readFile }: ComparedService, real: string): SettingOverridden[] {
  const used = usedVariables(service);
  return readEnvironmentFile(readFile(real) ?? '', () => undefined).flatMap(({ name, value, line }) => {
    const outside = Object.hasOwn(shell, name) ? shell[name] : undefined;
    if (outside === undefined || outside === value || !used.has(name)) return [];
    return [{ kind: 'environment' as const, name, at: { file: real, line: line + 1 }, by: null }];
  });
}

/** The variables of a file that the container has, and its image has not: `docker run --env-file` gave it them. */
function namesInContainer({ disk, container, own }: Gatherer, real: string): readonly string[] {
  const has = variablesOfContainer(container);
  const fromImage = variablesOf(own?.Config.Env);
  return rawVariables(disk.readTextNow(real) ?? '').flatMap(({ name }) =>
    has.has(name) && fromImage.get(name) !== has.get(name) ? [name] : [],
  );
}

/** `docker run --env-file` takes lines as they are; people quote values all the same, so that both readings count as equal. */
async function compareRunFile(gatherer: Gatherer): Promise<Configuration> {
  const { disk, question, container } = gatherer;
  const file = (await disk.realPath(question.path ?? '')) ?? '';
  const text = disk.readTextNow(file) ?? '';
  const has = variablesOfContainer(container);
  const asCompose = parseEnvironmentFile(text, () => undefined);
  const variables = new Map(rawVariables(text).map((variable) => [variable.name, variable]));
  const different = [...variables.values()].flatMap(({ name, value, line }): SettingSeen[] => {
    if (has.get(name) === value || (has.has(name) && has.get(name) === asCompose.get(name))) return [];
    const state = has.has(name) ? 'differs' : 'absent';
    const at = { file, line: line + 1 };
    return [{ kind: 'environment', name, at, through: [], state, isSure: true, isAsked: true }];
  });
  return {
    ...{ asked: 'environment-file', compared: variables.size, different, overridden: [], doubts: [] },
    isComposed: false,
  };
}
