import { dirname, join } from 'node:path';
import { overlapOf } from '../../../core/src/content-overlap.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { stagesReached } from '../../../core/src/dockerfile/reached-stages.ts';
import { expand, scopeAt } from '../../../core/src/dockerfile/variables.ts';
import { normalisePosix } from '../../../core/src/path.ts';
import type { HostOutput } from '../diagnosis/evidence/artefacts.ts';
import { isBelow, walk } from '../workspace/disk.ts';
import { hostBuildCommand } from '../workspace/host-build.ts';
import { routesFor, stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile } from './see-file.ts';

/** So many files of an output folder are looked at. */
const mostFiles = 300;
/** Of these, so many of the newest are searched for the source's text. */
const mostSearched = 40;

/** Folders that build tools write to, and files that nobody writes by hand. */
const outputFolder =
  /(^|\/)(dist|build|out|output|target|bin|obj|release|publish|public\/(build|assets|packs)|_site|www|\.next|\.nuxt|\.output|storybook-static|wheelhouse|build-output)(\/|$)/;
const outputFile =
  /\.(jar|war|ear|wasm|exe|dll|so|whl|class|min\.js|min\.css|bundle\.js|map)$|(^|[.-])bundle[^/]*\.(js|css)$/;

/** Files that a tool compiles or bundles; a README is not among them. */
const source =
  /\.([cm]?[jt]sx?|vue|svelte|astro|css|scss|sass|less|html?|go|rs|c|cc|cpp|cxx|h|hpp|java|kt|kts|scala|groovy|clj|cs|fs|vb|swift|zig|py|rb|ex|exs|elm|proto|json|ya?ml|toml|properties|xml|sql|graphql|hbs|ejs|pug|mdx?|sh|txt|tmpl|templ)$/;

/**
 * Records what the Dockerfile copies instead of the file: the output of a build on the host. It is asked where no instruction takes the
 * file itself.
 */
export async function gatherHostOutputs(gatherer: Gatherer, { file, plan, isThere }: Look): Promise<void> {
  const { build, disk, evidence } = gatherer;
  if ('problem' in build || !plan?.isProven || isThere) return;
  if (plan.copies.length > 0 || plan.onlyInStages.length > 0 || !source.test(file.path)) return;
  if (/(^|\/)(README|CHANGELOG|LICENSE)[^/]*$/i.test(file.path)) return;
  const text = await disk.readText(file.path);
  if (text === null) return;
  try {
    const outputs = await Promise.all(
      copiedOutputs(build).map(({ instruction, stage, path }) =>
        outputOf(gatherer, { instruction, stage, path, source: Buffer.from(text).toString('latin1') }),
      ),
    );
    const near = outputs.flatMap((each) => each ?? []).filter(({ path }) => isOfProject(build, path, file.path));
    if (near.length > 0) evidence.hostOutputs = known(near, build.found.path);
  } catch (error) {
    evidence.hostOutputs = missing(failureText(error));
  }
}

interface CopiedOutput {
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** In the build context. */
  readonly path: string;
}

/** The sources of COPY and ADD that are named like an output. */
function copiedOutputs(build: PlannedBuild): readonly CopiedOutput[] {
  const { dockerfile } = build.found;
  const built = findTarget(dockerfile, build.target);
  const reached = built ? stagesReached(dockerfile, built, build.buildArguments) : new Set<Stage>();
  return [...reached].flatMap((stage) =>
    stage.instructions
      .filter(({ keyword, flags }) => /^(COPY|ADD)$/.test(keyword) && !flags.some(({ name }) => name === 'from'))
      .flatMap((instruction) => {
        const scope = scopeAt(dockerfile, stage, instruction, build.buildArguments);
        return instruction.words
          .slice(0, -1)
          .map((word) => normalisePosix(`/${expand(word, scope).value}`).slice(1))
          .filter((path) => outputFolder.test(path) || outputFile.test(path))
          .map((path) => ({ instruction, stage, path }));
      }),
  );
}

/** An output is made of what lies beside it: of `web/dist` that is everything in `web`. */
function isOfProject(build: PlannedBuild, output: string, path: string): boolean {
  const at = outputFolder.exec(output)?.index ?? output.lastIndexOf('/');
  const folder = join(build.contextFolder, at > 0 ? output.slice(0, at) : '');
  return isBelow(folder, path) && !isBelow(join(build.contextFolder, output), path);
}

async function outputOf(
  gatherer: Gatherer,
  { instruction, stage, path, source: text }: CopiedOutput & { readonly source: string },
): Promise<HostOutput | null> {
  const { disk, engine, candidate, ask } = gatherer;
  const build = gatherer.build as PlannedBuild;
  const files = await filesOf(gatherer, build, path);
  const [newest] = files;
  if (!newest) return null;
  const contents = await Promise.all(files.slice(0, mostSearched).map((each) => disk.readText(each.path)));
  const made = contents.map((content) => Buffer.from(content ?? '').toString('latin1')).join('\n');
  const containerPath = routesFor(build, newest.path).final.at(-1)?.containerPath ?? null;
  const seen = containerPath === null ? null : await seeFile(engine, candidate.id, containerPath, ask);
  const own = await disk.sha256(newest.path, ask.signal);
  return {
    path,
    copiedBy: stepOf(build, { instruction, stage, containerPath: containerPath ?? '' }),
    modifiedMs: newest.modifiedMs,
    overlap: overlapOf(text, made),
    isTracked: await isTracked(gatherer, build, newest.path),
    isSameInContainer: seen === null ? null : seen.kind === 'file' && seen.sha256 === own,
    command: await hostBuildCommand(disk, build.contextFolder, join(build.contextFolder, path)),
  };
}

/** The files of an output, the newest first; a pattern stands for its folder. */
async function filesOf({ disk }: Gatherer, { contextFolder }: PlannedBuild, path: string) {
  const star = path.search(/[*?[]/);
  const root = join(contextFolder, star < 0 ? path : path.slice(0, path.lastIndexOf('/', star) + 1));
  const extension = star < 0 ? '' : (/\.\w+$/.exec(path)?.[0] ?? '');
  const entry = await disk.stat(root);
  if (entry?.kind === 'file') return [{ path: root, modifiedMs: entry.modifiedMs }];
  const isSkipped = (name: string, isFolder: boolean): boolean =>
    isFolder ? /(^|\/)node_modules$/.test(name) : !name.endsWith(extension);
  const { files } = await walk(disk, root, isSkipped, mostFiles);
  const found = await Promise.all(
    files.map(async (name) => ({
      path: join(root, name),
      modifiedMs: (await disk.stat(join(root, name)))?.modifiedMs ?? 0,
    })),
  );
  return found.sort((a, b) => b.modifiedMs - a.modifiedMs);
}

/** git's index names every file that it keeps: https://git-scm.com/docs/index-format */
async function isTracked({ disk }: Gatherer, { contextFolder }: PlannedBuild, path: string): Promise<boolean> {
  for (let folder = contextFolder; folder !== dirname(folder); folder = dirname(folder)) {
    const index = await disk.readText(join(folder, '.git', 'index'));
    if (index !== null) return index.includes(`${path.slice(folder.length + 1).replaceAll('\\', '/')}\0`);
  }
  return false;
}
