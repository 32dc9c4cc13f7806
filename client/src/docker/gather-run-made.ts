import { basename, dirname, relative, sep } from 'node:path';
import { resolvePosix } from '../../../core/src/dockerfile/copy-paths.ts';
import type { Instruction } from '../../../core/src/dockerfile/model.ts';
import { runMounts } from '../../../core/src/dockerfile/run-mounts.ts';
import type { WrittenPath } from '../../../core/src/shell/written-paths.ts';
import type { FileSeen } from '../diagnosis/evidence.ts';
import type { RunMade } from '../diagnosis/evidence/run-made.ts';
import { stepOf, type PlannedBuild } from '../workspace/plan-build.ts';
import type { RunStep } from '../workspace/run-steps.ts';
import { lineOf } from '../workspace/line-of.ts';
import { gatherBuiltSince } from './gather-build.ts';
import { seenInImage } from './lacks-change.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { readFileBytes } from './read-archive.ts';
import { placesOf, ranAt, runStepsOf } from './run-steps-of.ts';
import { seeFile, withProbe } from './see-file.ts';

/** What a RUN wrote is searched for a secret's value up to this size, in bytes. */
const searchLimit = 4 * 1024 * 1024;

/** A file that a RUN writes without the build context. */
interface Made {
  readonly run: RunStep;
  readonly written: WrittenPath;
  readonly containerPath: string;
}

/** Returns the container path at which a RUN puts the fetched file; null when none does. */
export async function fetchedPath(gatherer: Gatherer, path: string): Promise<string | null> {
  return (await fetchesOf(gatherer, path))[0]?.containerPath ?? null;
}

/** Records the RUN that fetched the file, and the one that read it as a build secret. */
export async function gatherRunMade(gatherer: Gatherer, look: Look): Promise<void> {
  await gatherFetched(gatherer, look);
  await gatherSecret(gatherer, look);
}

async function gatherFetched(gatherer: Gatherer, look: Look): Promise<void> {
  const { evidence, build } = gatherer;
  const [made] = await fetchesOf(gatherer, look.file.path);
  if (!made || 'problem' in build) return;
  try {
    const seen = await seenAt(gatherer, look, made.containerPath);
    evidence.fetched = known(await madeOf(gatherer, look, made, seen), build.found.path);
  } catch (error) {
    evidence.fetched = missing(failureText(error));
  }
}

/** Reading the words of a RUN takes the shell's grammar, which is not loaded for nothing. */
const fetching = /\b(git|wget|curl|svn|hg|aria2c|scp|sftp|ftpget|gsutil|aws)\b|\.sh\b/;

const mayFetch = ({ text, heredocs }: Instruction): boolean =>
  [text, ...heredocs.map(({ content }) => content)].some((each) => fetching.test(each));

const hasRun = ({ found }: PlannedBuild, is: (run: Instruction) => boolean): boolean =>
  found.dockerfile.stages.some(({ instructions }) => instructions.some((each) => each.keyword === 'RUN' && is(each)));

/** Fetching commands of the build that bring a file of this name, or the repository that the file is in. */
async function fetchesOf(gatherer: Gatherer, path: string): Promise<readonly Made[]> {
  const { build, disk } = gatherer;
  if ('problem' in build || !hasRun(build, mayFetch)) return [];
  const steps = await runStepsOf(gatherer);
  const fetches = steps.flatMap((run) =>
    run.writes.filter(({ isFetched }) => isFetched).map((written) => ({ run, written })),
  );
  if (fetches.length === 0) return [];
  const repository = await repositoryOf(disk, path);
  return fetches.flatMap(({ run, written }) => {
    const inStage = written.isFolder ? inClone(written, repository, path) : asNamed(written, path);
    if (inStage === null) return [];
    return placesOf(build, run.stage, inStage).map(({ containerPath }) => ({ run, written, containerPath }));
  });
}

/** A downloaded file is known by the name it has in the URL, or by the one it is given. */
function asNamed({ path: written, reads }: WrittenPath, path: string): string | null {
  const names = [written, ...reads].map((each) => each.replace(/[?#].*$/, '')).map((each) => each.split('/').at(-1));
  return names.includes(basename(path)) ? written : null;
}

interface Repository {
  readonly folder: string;
  readonly configuration: string;
}

/** The repository that holds the file, with its `.git/config`, which names where it is fetched from. */
async function repositoryOf(disk: Gatherer['disk'], path: string): Promise<Repository | null> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const entry = await disk.stat(`${folder}${sep}.git`);
    if (entry) return { folder, configuration: (await disk.readText(`${folder}${sep}.git${sep}config`)) ?? '' };
  }
  return null;
}

/** A file of a repository that the build clones: by a remote of that URL, or by the folder's name. */
function inClone({ path: folder, reads }: WrittenPath, repository: Repository | null, path: string): string | null {
  if (!repository) return null;
  const isClone = reads.some((url) => {
    const name = (url.split(/[/:]/).at(-1) ?? '').replace(/\.git$/, '');
    return (
      (name !== '' && name === basename(repository.folder)) ||
      (/[/:]/.test(url) && repository.configuration.includes(url))
    );
  });
  return isClone ? resolvePosix(folder, relative(repository.folder, path).split(sep).join('/')) : null;
}

async function madeOf({ build, disk }: Gatherer, { file }: Look, made: Made, seen: FileSeen | null): Promise<RunMade> {
  if ('problem' in build) throw new Error('a step without a build');
  const { run, written, containerPath } = made;
  const entry = await disk.stat(file.path);
  return {
    step: stepOf(build, { ...run, containerPath }),
    program: written.program,
    ranAt: ranAt(build, run.instruction),
    seen,
    changedMs: entry?.changedMs ?? file.modifiedMs,
  };
}

/** The file in the image that the tag names, else in the container's own; what was read before is not read again. */
async function seenAt(gatherer: Gatherer, look: Look, path: string): Promise<FileSeen | null> {
  const { engine, tagged, own, ask } = gatherer;
  const read = look.containerPath === path ? seenInImage(gatherer) : null;
  if (read) return read;
  const image = tagged ?? own;
  return image ? withProbe(engine, image, (probe) => seeFile(engine, probe, path, ask), ask) : null;
}

/** A RUN that mounts the file as a secret: by the Compose file's word, or because the secret is called as the file is. */
async function gatherSecret(gatherer: Gatherer, look: Look): Promise<void> {
  const { build, service, evidence } = gatherer;
  if ('problem' in build || look.plan?.copies.length) return;
  if (!hasRun(build, (run) => runMounts(run).some(({ type }) => type === 'secret'))) return;
  const stated = service?.build?.secrets.find(({ file }) => file === look.file.path || file === look.file.realPath);
  const name = basename(look.file.path);
  const steps = await runStepsOf(gatherer);
  const reading = steps.flatMap((run) =>
    run.mounts
      .filter(({ type }) => type === 'secret')
      .map(({ id, target, source }) => ({ run, target, id: id ?? source ?? (target ?? '').split('/').at(-1) ?? '' }))
      .filter(({ id, target }) => (stated ? stated.id === id : isCalled(name, id) || target?.endsWith(`/${name}`))),
  );
  const [first] = reading;
  if (!first) return;
  const { run, id, target } = first;
  const secretPath = target ?? `/run/secrets/${id}`;
  const written = run.writes.find(({ reads }) => reads.includes(secretPath)) ?? run.writes[0] ?? null;
  const place = written && placesOf(build, run.stage, written.path)[0];
  const containerPath = place?.containerPath ?? '';
  const made: Made = { run, written: written ?? unknownWriting(run), containerPath };
  try {
    const holdsIt = place ? await holdsContent(gatherer, look, containerPath) : null;
    const about = await madeOf(gatherer, look, made, null);
    const statedAt = stated ? lineOf(stated.at) : null;
    const isCopy = made.written.isCopy || /^(echo|printf)$/.test(made.written.program);
    evidence.secretRead = known({ ...about, id, statedAt, holdsIt, isCopy }, build.found.path);
    evidence.builtSince = await gatherBuiltSince(gatherer, look.file.path);
  } catch (error) {
    evidence.secretRead = missing(failureText(error));
  }
}

const unknownWriting = ({ programs }: RunStep): WrittenPath => ({
  path: '',
  isFolder: false,
  program: programs[0] ?? '',
  reads: [],
  isCopy: false,
  isFetched: false,
});

/** `--secret id=npmrc,src=.npmrc`, `id=token,src=token.txt`, `id=db_password,src=secrets/db_password.txt`. */
const isCalled = (name: string, id: string): boolean => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain(name) === plain(id) || plain(name.replace(/\.[^.]*$/, '')) === plain(id);
};

/** Whether what the step wrote holds the file's content; null where it is no file, too large, or the file is empty. */
async function holdsContent(gatherer: Gatherer, { file }: Look, path: string): Promise<boolean | null> {
  const { engine, tagged, own, ask, disk } = gatherer;
  const image = tagged ?? own;
  const wanted = (await disk.readText(file.path))?.trim() ?? '';
  if (!image || wanted === '') return null;
  return withProbe(
    engine,
    image,
    async (probe) => {
      const seen = await seeFile(engine, probe, path, ask);
      if (seen.kind !== 'file' || seen.size > searchLimit) return null;
      return (await readFileBytes(await engine.archive(probe, path, ask), searchLimit)).includes(wanted);
    },
    ask,
  );
}
