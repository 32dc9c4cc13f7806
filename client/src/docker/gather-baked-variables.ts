import { rawVariables, statedEnvironment } from '../../../core/src/compose/stated-environment.ts';
import { child } from '../../../core/src/compose/tree.ts';
import { resolvePosix } from '../../../core/src/dockerfile/copy-paths.ts';
import { lineageOf, workingFolderAt } from '../../../core/src/dockerfile/carried-paths.ts';
import type { Instruction } from '../../../core/src/dockerfile/model.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { assignmentsOf, expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { mountOver, pathBelow } from '../diagnosis/covering-mount.ts';
import type { FileLine } from '../diagnosis/evidence.ts';
import type { BakedVariable } from '../diagnosis/evidence/baked-variables.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { lineOf } from '../workspace/line-of.ts';
import type { PlannedBuild } from '../workspace/plan-build.ts';
import type { RunStep } from '../workspace/run-steps.ts';
import { variablesOf, variablesOfContainer } from './compare-settings.ts';
import { askedSettings } from './gather-configuration.ts';
import { failureText, known, missing, type Gatherer } from './gatherer.ts';
import { placesOf, runStepsOf } from './run-steps-of.ts';
import { searchBundles, type SearchedBundles } from './search-bundles.ts';

/** Frontend tools put variables with these prefixes into what they build: https://vite.dev/guide/env-and-mode, https://nextjs.org/docs/app/guides/environment-variables. */
const bakedPrefix = /^(?:VITE|NEXT_PUBLIC|REACT_APP|VUE_APP|NUXT_PUBLIC|NUXT_ENV|GATSBY|PUBLIC|EXPO_PUBLIC|NG_APP)_/;

/** A shorter value stands in any bundle by chance. */
const shortestEarlier = 4;

/** A variable of the container, with its value: this is unredacted and stays here. */
interface Held {
  readonly name: string;
  readonly value: string;
  readonly statedAt: FileLine | null;
  /** The variables that were put into the value. */
  readonly uses: readonly string[];
}

/** A variable with the steps that use it, and the values that those may have had. */
interface Consumed extends Held {
  readonly declaration: Instruction;
  readonly run: RunStep;
  readonly earlier: readonly string[];
}

/** Looks for the values of frontend variables in the container's bundles, when the place that states them, or the whole container, was asked about. */
export async function gatherBakedVariables(gatherer: Gatherer): Promise<void> {
  const { build, engine, candidate, name, ask, evidence } = gatherer;
  if ('problem' in build) return;
  const held = await heldVariables(gatherer);
  if (held.length === 0) return;
  const steps = await runStepsOf(gatherer);
  const consumed = held.flatMap((each) => consumedBy(gatherer, build, steps, each));
  if (consumed.length === 0) return;
  const needles = new Map(
    consumed.flatMap(({ name: key, value, earlier }) => [
      [key, value] as const,
      ...earlier.map((old, index) => [`${key} ${index}`, old] as const),
    ]),
  );
  const search = (paths: readonly string[]): Promise<SearchedBundles> =>
    searchBundles(engine, candidate.id, paths, needles, ask);
  try {
    const outputs = bundleFolders(gatherer, build, steps);
    const inOutputs = await search(outputs);
    const folder = workingFolder(gatherer);
    // A working folder may hold all packages, so that it is read only where no folder of bundles is known.
    const isEmpty = inOutputs.files === 0 && folder !== null;
    const seen = isEmpty ? await search([folder]) : inOutputs;
    const lookedAt = isEmpty ? [folder] : outputs;
    const all = consumed.map((each) => bakedVariable(gatherer, build, each, seen));
    const { files, isComplete } = seen;
    const from = { dockerfile: build.found.path, target: build.target, contextFolder: build.contextFolder };
    evidence.bakedVariables = known(
      { all, lookedAt, files, isComplete, build: from },
      commandLine`docker cp ${name}:${lookedAt[0] ?? ''} -`,
    );
  } catch (error) {
    evidence.bakedVariables = missing(failureText(error));
  }
}

/** The frontend variables that were asked about and that the container has as they are stated. */
async function heldVariables(gatherer: Gatherer): Promise<readonly Held[]> {
  const { container, disk, own, question, service } = gatherer;
  const asked = await askedSettings(gatherer);
  if (asked === null && question.path !== null) return [];
  const has = variablesOfContainer(container);
  const stated = asked === 'run-file' ? await ofRunFile(gatherer) : service ? ofService(gatherer, service) : null;
  const fromImage = variablesOf(own?.Config.Env);
  const given = [...has].flatMap(([name, value]): Held[] =>
    fromImage.get(name) === value ? [] : [{ name, value, statedAt: null, uses: [] }],
  );
  const real = question.path === null ? null : ((await disk.realPath(question.path)) ?? question.path);
  const inFile = new Set(rawVariables((real === null ? null : disk.readTextNow(real)) ?? '').map(({ name }) => name));
  return (stated ?? given).filter(({ name, value, statedAt, uses }) => {
    if (!bakedPrefix.test(name) || value === '' || has.get(name) !== value) return false;
    const isStatedThere = statedAt?.file === real || statedAt?.file === question.path;
    // `.env` may be an `env_file:` as well.
    if (asked === 'variables-file') return isStatedThere || uses.some((used) => inFile.has(used));
    return asked !== 'environment-file' || isStatedThere;
  });
}

function ofService({ disk }: Gatherer, service: NonNullable<Gatherer['service']>): readonly Held[] {
  const { variables } = statedEnvironment(service, (path) => disk.readTextNow(path));
  const winning = new Map(variables.map((variable) => [variable.name, variable]));
  return [...winning.values()].flatMap(({ name, value, at, uses }) =>
    value === null ? [] : [{ name, value, statedAt: lineOf(at), uses }],
  );
}

async function ofRunFile({ disk, question }: Gatherer): Promise<readonly Held[]> {
  const file = (await disk.realPath(question.path ?? '')) ?? '';
  return rawVariables(disk.readTextNow(file) ?? '').map(({ name, value, line }) => ({
    ...{ name, value, uses: [] },
    statedAt: { file, line: line + 1 },
  }));
}

/** The last step that writes a bundle with the variable in its scope; empty where the Dockerfile does not give it to one. */
function consumedBy(
  { history, own }: Gatherer,
  build: PlannedBuild,
  steps: readonly RunStep[],
  held: Held,
): readonly Consumed[] {
  const { dockerfile } = build.found;
  const using = steps.flatMap((run) => {
    const above = lineageOf(dockerfile, run.stage, build.buildArguments)
      .flatMap(({ instructions }) => instructions)
      .filter(({ range }) => range.start.line < run.instruction.range.start.line);
    const declarations = above.filter(
      (each) =>
        (each.keyword === 'ARG' || each.keyword === 'ENV') &&
        assignmentsOf(each, dockerfile.escape).some(({ name }) => name === held.name),
    );
    const declaration = declarations.find(({ keyword }) => keyword === 'ARG') ?? declarations[0];
    return declaration && (isNamedBy(run, held.name) || isBundler(run)) ? [{ declaration, run }] : [];
  });
  const last = using.findLast(({ run }) => isNamedBy(run, held.name)) ?? using.at(-1);
  if (!last) return [];
  const { stage, instruction } = last.run;
  const inScope = scopeAt(dockerfile, stage, instruction, build.buildArguments).variable(held.name);
  const recorded = history.flatMap(({ CreatedBy = '' }) =>
    [...CreatedBy.matchAll(/(?:^|\s)([A-Z_0-9]+)=(\S+)/g)].flatMap(([, name, value]) =>
      name === held.name && value !== undefined ? [value.replace(/^(["'])(.*)\1$/, '$2')] : [],
    ),
  );
  const ofImage = variablesOf(own?.Config.Env).get(held.name);
  const earlier = [...(inScope.isSet && inScope.isKnown ? [inScope.value] : []), ...recorded, ofImage ?? ''];
  const other = new Set(earlier.filter((value) => value !== held.value && value.length >= shortestEarlier));
  return [{ ...held, ...last, earlier: [...other] }];
}

const isNamedBy = ({ instruction, script }: RunStep, name: string): boolean =>
  [instruction.text, script].some((text) => new RegExp(`\\b${name}\\b`).test(text));

/** Whether a step's words are those of a program that writes bundles. */
const isBundler = ({ script }: RunStep): boolean =>
  /(?:^|[\s:/])(?:build|generate|export|vite|webpack|rollup|esbuild|parcel|react-scripts|vue-cli-service)(?:$|[\s:;&.])/.test(
    script,
  );

/** Where web servers look for what they serve, beside what the Dockerfile says. */
const documentRoots = ['/usr/share/nginx/html', '/var/www/html', '/usr/local/apache2/htdocs', '/usr/share/caddy'];
const outputNames = ['dist', 'build', 'out', 'public', '.next', '.output'];

function bundleFolders(gatherer: Gatherer, build: PlannedBuild, steps: readonly RunStep[]): readonly string[] {
  const { dockerfile } = build.found;
  const built = findTarget(dockerfile, build.target);
  const written = steps.flatMap(({ stage, writes }) =>
    writes.flatMap(({ path }) => placesOf(build, stage, path).map(({ containerPath }) => containerPath)),
  );
  const copied = (built ? lineageOf(dockerfile, built, build.buildArguments) : []).flatMap((stage) =>
    stage.instructions
      .filter(({ keyword, flags }) => keyword === 'COPY' && flags.some(({ name }) => name === 'from'))
      .flatMap((instruction) => {
        const destination = instruction.words.at(-1);
        const scope = scopeAt(dockerfile, stage, instruction, build.buildArguments);
        const folder = workingFolderAt(dockerfile, stage, instruction, build);
        return destination ? [resolvePosix(folder, expand(destination, scope).value)] : [];
      }),
  );
  const folder = workingFolder(gatherer);
  const usual = folder === null ? [] : outputNames.map((name) => resolvePosix(folder, name));
  const all = [...new Set([...written, ...copied, ...documentRoots, ...usual])].filter((path) =>
    isSearched(gatherer, path),
  );
  return all.filter((path) => !all.some((other) => other !== path && pathBelow(other, path) !== null)).slice(0, 12);
}

const workingFolder = (gatherer: Gatherer): string | null => {
  const folder = gatherer.container.Config.WorkingDir || '/';
  return isSearched(gatherer, folder) ? folder : null;
};

/** The system's own folders hold no bundles, and what a mount brings is not changed by a build. */
const isSearched = ({ container }: Gatherer, path: string): boolean =>
  !/^\/(?:(?:etc|tmp|proc|sys|dev|root|bin|lib)(?:\/|$)|(?:usr|var)$|usr\/(?:s?bin|lib|local)$|$)/.test(path) &&
  mountOver(container, path) === null;

function bakedVariable(
  { service }: Gatherer,
  build: PlannedBuild,
  { name, value, statedAt, declaration, run, earlier }: Consumed,
  { found }: SearchedBundles,
): BakedVariable {
  const at = ({ range }: Instruction): FileLine => lineOf({ file: build.found.path, range });
  const written = service && child(child(service.written, 'build'), 'args');
  const given = written?.kind === 'map' ? written.entries.get(name) : undefined;
  const holding = earlier.flatMap((_, index) => found.get(`${name} ${index}`) ?? []);
  return {
    ...{ name, statedAt },
    declaredAt: at(declaration),
    isArgument: declaration.keyword === 'ARG',
    madeAt: at(run.instruction),
    isNamed: isNamedBy(run, name),
    holdsCurrent: found.has(name),
    isEarlierKnown: earlier.length > 0,
    holdsEarlier: holding[0] ?? null,
    isGivenToBuild: build.buildArguments[name] === value,
    givenAt: given ? lineOf(given.keyAt) : null,
  };
}
