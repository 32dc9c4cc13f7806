import { basename, dirname, join } from 'node:path';
import { dirname as folderOf } from '../../../core/src/path.ts';
import { lineageOf } from '../../../core/src/dockerfile/carried-paths.ts';
import { restUnder } from '../../../core/src/dockerfile/copy-paths.ts';
import { readsContext } from '../../../core/src/dockerfile/run-mounts.ts';
import { readGoMod } from '../../../core/src/manifests/go-mod.ts';
import { satisfies } from '../../../core/src/manifests/satisfies.ts';
import { wantedPackages, type Ecosystem } from '../../../core/src/manifests/wanted-packages.ts';
import type { WantedPackage } from '../../../core/src/manifests/wanted-package.ts';
import { hasContentOf } from '../diagnosis/content.ts';
import { kindOfMount, mountOver } from '../diagnosis/covering-mount.ts';
import type { DependenciesEvidence, DifferentPackage } from '../diagnosis/evidence/dependencies.ts';
import { stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import type { RunStep } from '../workspace/run-steps.ts';
import { wasBuiltSince } from './gather-build.ts';
import { seenInImage } from './lacks-change.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { placesOfPrograms, takesExactVersions } from './go-programs.ts';
import { installedPackages, listFolders, type Asked, type Installed, type Sought } from './installed-packages.ts';
import { ranAt, runStepsOf } from './run-steps-of.ts';
import { withProbe } from './see-file.ts';

/** So many differing packages are named. */
const mostNamed = 10;

/** Records how the packages that an edited manifest or lock file wants compare with the installed ones. */
export async function gatherDependencies(gatherer: Gatherer, look: Look): Promise<void> {
  const { disk, evidence } = gatherer;
  const isManifest = wantedPackages(look.file.path, '{}') !== null;
  const text = isManifest ? await disk.readText(look.file.path) : null;
  const wanted = text === null ? null : wantedPackages(look.file.path, text);
  if (text === null || !wanted || wanted.packages.length === 0) return;
  const { ecosystem } = wanted;
  try {
    const packages = await withDirect(gatherer, look.file.path, ecosystem, wanted.packages);
    const module = ecosystem === 'go' ? readGoMod(text).module : null;
    const isExact = ecosystem === 'go' && (await takesExactVersions(gatherer, look));
    const compared = await compare(gatherer, look, { ecosystem, packages, module, isExact });
    if (compared) evidence.dependencies = known(compared, look.file.path);
  } catch (error) {
    evidence.dependencies = missing(failureText(error));
  }
}

/** A lock file does not say which packages are the project's own; the manifest beside it does. */
async function withDirect(
  { disk }: Gatherer,
  path: string,
  ecosystem: Ecosystem,
  packages: readonly WantedPackage[],
): Promise<readonly WantedPackage[]> {
  if (ecosystem !== 'npm' || basename(path) === 'package.json') return packages;
  const manifest = await disk.readText(join(dirname(path), 'package.json'));
  const own = (manifest === null ? null : wantedPackages('package.json', manifest))?.packages ?? [];
  const needed = new Set(own.filter(({ isOptional }) => !isOptional).map(({ name }) => name));
  return packages
    .map((each) => (needed.has(each.name) ? { ...each, isOptional: false } : each))
    .toSorted((a, b) => Number(needed.has(b.name)) - Number(needed.has(a.name)));
}

async function compare(
  gatherer: Gatherer,
  look: Look,
  sought: Sought,
): Promise<DependenciesEvidence['dependencies'] | null> {
  const { container } = gatherer;
  const { ecosystem, packages } = sought;
  const asked = askedOf(gatherer);
  for (const folder of await packageFolders(gatherer, look, ecosystem)) {
    const covering = mountOver(container, folder);
    const mountKind = covering && kindOfMount(covering.mount, null);
    // What is bind-mounted is the host's own installation, and no build has a part in it.
    if (mountKind === 'bind') continue;
    const installed = await installedPackages(asked, folder, sought);
    if (![...installed.values()].some((version) => version !== null)) continue;
    const different = differencesIn(sought, installed);
    const compared = packages.filter(({ name }) => installed.has(name)).length;
    const step = await installStep(gatherer, look, ecosystem);
    const [first] = different;
    return {
      folder,
      compared,
      different: different.slice(0, mostNamed),
      mount: covering ? covering.mount : null,
      mountKind,
      inImage: first ? await inImage(gatherer, sought, folder, first) : null,
      ...step,
      ...(ecosystem === 'go'
        ? { hasEachModule: packages.every((each) => each.isOptional || installed.has(each.name)) }
        : {}),
      isFileInImage: isFileInImage(gatherer, look),
      wasBuiltSince: await wasBuiltSince(gatherer, look.file.path),
    };
  }
  return null;
}

const askedOf = ({ engine, candidate, container, question, ask }: Gatherer): Asked => ({
  engine,
  container: candidate.id,
  ask,
  mayExec: question.mayExec && container.State.Status === 'running',
});

function differencesIn(sought: Sought, installed: Installed): readonly DifferentPackage[] {
  const { ecosystem, packages } = sought;
  return packages.flatMap(({ name, version: wanted, isOptional }): readonly DifferentPackage[] => {
    const version = installed.get(name) ?? null;
    // A list of everything that is installed has no entry for what is not. A Go program has no entry for what it does not use.
    if (version === null) return isOptional || ecosystem === 'go' ? [] : [{ name, wanted, installed: null }];
    return isOther(sought, version, wanted) ? [{ name, wanted, installed: version }] : [];
  });
}

/** go.mod has no ranges, but other modules or folders instead of some. */
function isOther({ ecosystem, isExact }: Sought, version: string, wanted: string): boolean {
  if (ecosystem !== 'go') return satisfies(version, wanted) === false;
  return version !== wanted && (isExact || satisfies(version, `>=${wanted}`) === false);
}

/** Where packages may be: beside the manifest and in the working folder, or where the container's own folders show them. */
async function packageFolders(gatherer: Gatherer, look: Look, ecosystem: Ecosystem): Promise<readonly string[]> {
  if (ecosystem === 'go') return placesOfPrograms(gatherer, look);
  const { containerPath } = look;
  const { container, own, tagged } = gatherer;
  const working = container.Config.WorkingDir || '/';
  const beside = containerPath === null ? working : folderOf(containerPath);
  const projects = [...new Set([beside, working])].map((folder) => folder.replace(/\/$/, ''));
  if (ecosystem === 'npm') return projects.map((folder) => `${folder}/node_modules`);
  if (ecosystem === 'composer') return projects.map((folder) => `${folder}/vendor`);
  const environment = (own ?? tagged)?.Config.Env ?? [];
  const variable = (name: string): string | undefined =>
    environment.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
  const roots =
    ecosystem === 'pip'
      ? [
          variable('VIRTUAL_ENV'),
          ...projects.flatMap((folder) => [`${folder}/.venv`, `${folder}/venv`]),
          '/opt/venv',
          '/venv',
          '/usr/local',
          '/usr',
        ]
      : [
          variable('GEM_HOME'),
          variable('BUNDLE_PATH'),
          ...projects.map((folder) => `${folder}/vendor/bundle`),
          '/usr/local/bundle',
        ];
  const known = roots.filter((root) => root !== undefined && root !== '').map((root) => String(root));
  if (ecosystem === 'gem') return known;
  return listFolders(askedOf(gatherer), known);
}

const installers: Readonly<Record<Ecosystem, RegExp>> = {
  npm: /\b(npm|pnpm|bun|yarn)\s+(--?\S+\s+)*(ci|i|install|add|clean-install)\b|\byarn(\s+--\S+)*\s*($|&&|;|\n)/,
  pip: /\bpip3?\s+(--?\S+\s+)*install\b|\b(poetry|pipenv|pdm)\s+(install|sync)\b|\buv\s+(sync|pip\s+install)\b/,
  gem: /\bbundle(\s+install)?\b|\bgem\s+install\b/,
  composer: /\bcomposer(\.phar)?\s+(--?\S+\s+)*(install|update|require)\b/,
  go: /\bgo\s+(build|install)\b/,
};

/** The last RUN that installs packages of this kind or, of Go, builds the program, and whether the file is there before it. */
async function installStep(
  gatherer: Gatherer,
  { plan }: Look,
  ecosystem: Ecosystem,
): Promise<Pick<DependenciesEvidence['dependencies'], 'installedBy' | 'installedAt' | 'isCopiedBefore'>> {
  const { build } = gatherer;
  const steps = await runStepsOf(gatherer);
  const run = steps.findLast(({ script }) => installers[ecosystem].test(script));
  if ('problem' in build || !run) return { installedBy: null, installedAt: null, isCopiedBefore: false };
  return {
    installedBy: stepOf(build, run),
    installedAt: ranAt(build, run.instruction),
    isCopiedBefore: isThereBefore(build, run, plan?.pathInContext ?? null),
  };
}

function isThereBefore(build: PlannedBuild, { instruction, stage }: RunStep, pathInContext: string | null): boolean {
  if (pathInContext === null) return false;
  if (readsContext(instruction, pathInContext)) return true;
  const { line } = instruction.range.start;
  return lineageOf(build.found.dockerfile, stage, build.buildArguments)
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword, range }) => (keyword === 'COPY' || keyword === 'ADD') && range.start.line < line)
    .some((copy) => copy.words.slice(0, -1).some(({ value }) => restUnder(value, pathInContext, copy) !== null));
}

/** The package in the image that the tag names, below any mount. Python's and Ruby's cannot be listed without a process. */
async function inImage(
  { engine, tagged, own, ask }: Gatherer,
  sought: Sought,
  folder: string,
  { name, wanted }: DifferentPackage,
): Promise<DependenciesEvidence['dependencies']['inImage']> {
  const image = tagged ?? own;
  const { ecosystem } = sought;
  if (!image || ecosystem === 'pip' || ecosystem === 'gem') return null;
  return withProbe(
    engine,
    image,
    async (probe) => {
      const asked = { engine, container: probe, ask, mayExec: false };
      const packages = [{ name, version: wanted, isOptional: false }];
      const version = (await installedPackages(asked, folder, { ...sought, packages })).get(name) ?? null;
      return { version, isWanted: version !== null && !isOther(sought, version, wanted) };
    },
    ask,
  );
}

/** Where the image was not read, a file that no mount covers came with it: later arrivals have it read. */
function isFileInImage(gatherer: Gatherer, { file, isThere, mount }: Look): boolean | null {
  const seen = seenInImage(gatherer);
  if (seen) return hasContentOf(seen, file);
  return isThere && mount === null ? true : null;
}
