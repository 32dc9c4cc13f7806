import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { defineMessages } from '../../../core/src/text.ts';
import type { FileLine, FileOnHost } from '../diagnosis/evidence.ts';
import type { BuiltCommit, FileInGit, KamalDeploy, RemoteContext } from '../diagnosis/evidence/git.ts';
import { withoutCredentials } from '../diagnosis/redact.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { dockerfilesBuiltAt, repositoriesBuiltAt, type BuiltRepository } from '../workspace/buildx-refs.ts';
import { lineOf } from '../workspace/line-of.ts';
import type { Disk } from '../workspace/disk.ts';
import { pathInside } from '../workspace/disk.ts';
import {
  commitHere,
  commitNamed,
  commitsSince,
  fileInCommit,
  remoteUrlsOf,
  repositoryOf,
  trackingOf,
  type FileInCommit,
  type Repository,
} from '../workspace/git.ts';
import { commitNames, type CommitName } from '../workspace/image-commits.ts';
import { kamalDeploysAbove, kamalOrigin } from '../workspace/kamal-project.ts';
import {
  gitContextOf,
  isSameRepository,
  localNamesOf,
  remoteNamesOf,
  workflowWithoutContext,
} from '../workspace/remote-context.ts';
import { failureText, known, knownValue, missing, type Gatherer, type Look } from './gatherer.ts';
import { recordOf } from './gather-builds.ts';
import { imageLacksInstructions } from './lacks-change.ts';
import { lastBuildOf } from './last-build.ts';
import { notedBuilds } from './noted-builds.ts';
import { dockerConfigFolder } from './search.ts';

export const messages = defineMessages({
  noAnswer: 'git did not tell about {file}',
  workflow: 'what was pushed to GitHub',
});

/** At most so many names are looked up; an image with more tags than these is one that everything is tagged as. */
const maximumNames = 8;

/** A build that made an image was noted at most so long before, in milliseconds. */
const notedBeforeMs = 60_000;

/**
 * Records what git knows of a file that the container lacks, where the image says which commit it was built from, or a tool that builds
 * from commits made the container. Nothing is spawned otherwise.
 */
export async function gatherGit(gatherer: Gatherer, { file, containerPath, isThere }: Look): Promise<void> {
  if (isThere || containerPath === null) return;
  await recordGit(gatherer, file);
}

/** Records what git knows of the Dockerfile, where it was asked about and the image is not as it says. */
export async function gatherGitOfDockerfile(gatherer: Gatherer): Promise<void> {
  const { build, disk, evidence, ask } = gatherer;
  const instructions = knownValue(evidence.instructions);
  if ('problem' in build || !instructions?.isAsked || !imageLacksInstructions(instructions)) return;
  const { path } = build.found;
  try {
    await recordGit(gatherer, { path, sha256: await disk.sha256(path, ask.signal) });
  } catch (error) {
    evidence.fileInGit = missing(failureText(error));
  }
}

/** The file that git is asked about. */
type FileAsked = Pick<FileOnHost, 'path' | 'sha256' | 'isDeleted'>;

async function recordGit(gatherer: Gatherer, file: FileAsked): Promise<void> {
  const { evidence, name } = gatherer;
  const kamal = await kamalOf(gatherer, file);
  if (kamal) evidence.kamal = known(kamal, kamal.file);
  const names = namesOf(gatherer);
  const buildsHead = kamal?.context === null;
  const isRemote = gatherer.service?.build?.isRemote === true;
  const noted = await repositoryBuilt(gatherer);
  if (names.length === 0 && !buildsHead && !isRemote && !noted) return;
  const repository = await repositoryFor(gatherer, file.path);
  const path = repository && pathInside(repository.root, file.path);
  if (!repository || !path) return;
  const built = await builtCommit(gatherer, repository, names, buildsHead);
  if (built) evidence.commit = known(built.commit, fromOf(name, built, kamal));
  const isFromHere =
    noted && (await remoteUrlsOf(repository)).some((url) => isSameRepository(url, gitContextOf(noted.url).url));
  const stated = built || isRemote ? await originStated(gatherer, repository) : null;
  const origin = isFromHere
    ? { ...originOf(noted.url, { file: noted.notedIn, line: 1 }), isCompose: false, isNoted: true }
    : stated;
  const remote = origin && (await remoteContextOf(repository, origin, path, file));
  if (remote)
    evidence.remoteContext = known(
      remote,
      commandLine`git -C ${repository.root} show ${remote.branch}:${path} | sha256sum`,
    );
  const here = built?.here ?? remote?.branch;
  if (here === undefined) return;
  const inGit = await fileInGit(gatherer.disk, repository, path, file, here);
  evidence.fileInGit = inGit
    ? known(inGit, commandLine`git -C ${repository.root} cat-file blob ${shortCommit(here)}:${path} | sha256sum`)
    : missing(messages('noAnswer', { file: file.path }));
}

const shortCommit = (commit: string): string => (/^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 12) : commit);

/** Where a build that was not made of the working tree took its context from. */
interface Origin extends Pick<RemoteContext, 'context' | 'at' | 'isCompose' | 'isNoted'> {
  /** A branch, tag or commit; null for the repository's own default branch. */
  readonly ref: string | null;
}

/** Returns what is known of the repository elsewhere that the image was built from; null for other builds. */
async function remoteContextOf(
  repository: Repository,
  { ref, ...origin }: Origin,
  path: string,
  file: FileAsked,
): Promise<RemoteContext | null> {
  const remote = remoteNamesOf(ref);
  for (const name of [...remote, ...(origin.isCompose ? localNamesOf(ref) : [])]) {
    const commit = await commitNamed(repository, name);
    const there = commit && (await fileInCommit(repository, commit, path));
    if (!there) continue;
    const branch = name.replace(/^refs\/(remotes|tags|heads)\//, '');
    const isPointer = there !== 'absent' && there.pointsTo === file.sha256;
    const isLocal = !remote.includes(name);
    return { ...origin, branch, isLocal, inBranch: sha256Of(there), isPointer };
  }
  return null;
}

/** Returns the repository elsewhere that Compose builds from, or the workflow that built the image of a commit; null without one. */
async function originStated({ disk, service }: Gatherer, repository: Repository): Promise<Origin | null> {
  const section = service?.build ?? null;
  if (section?.isRemote) {
    const { context } = section;
    return { ...originOf(context.value, lineOf(context.at)), isCompose: true };
  }
  const at = section ? null : await workflowWithoutContext(disk, repository.root);
  return at && { context: messages('workflow').english, at, isCompose: false, ref: null };
}

const originOf = (url: string, at: FileLine): Pick<Origin, 'context' | 'at' | 'ref'> => ({
  context: withoutCredentials(url),
  at,
  ref: gitContextOf(url).ref,
});

/** Returns the build of a repository that was the last one that buildx noted when the image was made; null where that was another. */
async function repositoryBuilt(gatherer: Gatherer): Promise<BuiltRepository | null> {
  const { disk, service, question } = gatherer;
  const madeMs = madeMsOf(gatherer);
  if (service?.build || madeMs === null) return null;
  const [built] = await repositoriesBuiltAt(disk, dockerConfigFolder(question.environment), madeMs);
  if (!built) return null;
  const folders = await dockerfilesBuiltAt(disk, dockerConfigFolder(question.environment), madeMs);
  return folders.some(({ startedMs }) => startedMs > built.startedMs) ? null : built;
}

const repositoryFor = ({ disk, programs, question, ask }: Gatherer, path: string): Promise<Repository | null> =>
  repositoryOf(disk, programs, dirname(path), question.environment, ask.signal);

async function kamalOf({ disk, container, question }: Gatherer, file: FileAsked): Promise<KamalDeploy | null> {
  const origin = kamalOrigin(container.Config.Labels);
  if (!origin) return null;
  const top = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  const deploys = await kamalDeploysAbove(disk, dirname(file.path), top, origin.destination);
  return deploys.find(({ service }) => service === origin.service) ?? null;
}

/** Labels of the image are labels of its containers, too. The image may have more names than the one it was run by. */
function namesOf({ container, own, tagged }: Gatherer): readonly CommitName[] {
  const image = own ?? (tagged?.Id === container.Image ? tagged : null);
  const names = [container.Config.Image, ...(image?.RepoTags ?? [])];
  return commitNames(container.Config.Labels, [...new Set(names)]).slice(0, maximumNames);
}

interface Built {
  readonly commit: BuiltCommit;
  /** The commit in the file's own repository: another one when the file is in a submodule. */
  readonly here: string;
  readonly name: CommitName | null;
}

/** A name that looks like a commit counts only when the repository has that commit. */
async function builtCommit(
  gatherer: Gatherer,
  repository: Repository,
  names: readonly CommitName[],
  buildsHead: boolean,
): Promise<Built | null> {
  const head = await commitNamed(repository, 'HEAD');
  if (head === null) return null;
  for (const name of names) {
    const outer = (): Promise<Repository | null> => repositoryFor(gatherer, repository.root);
    const found = await commitHere(repository, name.written, outer);
    if (!found) continue;
    const { written, by, isDirty } = name;
    // A tag is soon given by hand. A label is written to say what was built, and Kamal builds nothing but a clone of HEAD.
    const isOfWorkingTree = isDirty || (by === 'tag' && !buildsHead && (await wasBuiltHere(gatherer)));
    const behind = await commitsSince(repository, found.here, head);
    return { commit: { written, id: found.named, by, isOfWorkingTree, head, behind }, here: found.here, name };
  }
  if (!buildsHead) return null;
  const commit = { written: head.slice(0, 7), id: head, by: 'kamal', isOfWorkingTree: false, head, behind: 0 } as const;
  return { commit, here: head, name: null };
}

/**
 * Whether the last build that buildx noted when the image was made was one of this very Dockerfile, so of the working tree. A clone has the
 * same Dockerfile: builds of another one are of other projects and tell nothing. Of several that ran at once, as bake's do, the record of
 * this Dockerfile's build names its images.
 */
async function wasBuiltHere(gatherer: Gatherer): Promise<boolean> {
  const image = gatherer.own ?? gatherer.tagged;
  const madeMs = madeMsOf(gatherer);
  if (!image || madeMs === null) return false;
  const last = await lastBuildOf(gatherer, madeMs);
  if (last === 'here') return true;
  const noted = await notedBuilds(gatherer, madeMs - notedBeforeMs, maximumNames);
  const mine = noted.find(({ startedMs }) => startedMs <= madeMs);
  const record = mine ? await recordOf(gatherer, mine) : null;
  if (record === 'keeps-none') return last === 'either';
  return record?.images.includes(image.Id) ?? false;
}

/** When the image got its name, or else when it was made, in milliseconds since 1970; null where the image is gone. */
function madeMsOf({ own, tagged }: Gatherer): number | null {
  const image = own ?? tagged;
  if (!image) return null;
  const taggedMs = Date.parse(image.Metadata?.LastTagTime ?? '');
  return taggedMs > 0 ? taggedMs : Date.parse(image.Created);
}

function fromOf(container: string, { name, commit }: Built, kamal: KamalDeploy | null): string {
  if (!name) return kamal?.file ?? 'git rev-parse HEAD';
  return `docker inspect ${container} → ${commit.by === 'label' ? `.Config.Labels ${name.at}` : `.Config.Image ${name.at}`}`;
}

async function fileInGit(
  disk: Disk,
  repository: Repository,
  path: string,
  file: FileAsked,
  commit: string,
): Promise<FileInGit | null> {
  const [tracking, inHead, inBuilt] = await Promise.all([
    trackingOf(repository, path),
    fileInCommit(repository, 'HEAD', path),
    fileInCommit(repository, commit, path),
  ]);
  if (!tracking || !inHead || !inBuilt) return null;
  const isCommitted = inHead === 'absent' ? file.isDeleted === true : await hasContent(disk, file, inHead);
  const state = isCommitted ? 'committed' : tracking.is === 'tracked' || inHead !== 'absent' ? 'changed' : tracking.is;
  return {
    root: repository.root,
    path,
    state,
    ignoredBy:
      tracking.is === 'ignored' ? { file: tracking.file, line: tracking.line, pattern: tracking.pattern } : null,
    inHead: sha256Of(inHead),
    inBuilt: sha256Of(inBuilt),
    isPointer: inBuilt !== 'absent' && inBuilt.pointsTo === file.sha256,
  };
}

const sha256Of = (file: FileInCommit | 'absent'): string | null => (file === 'absent' ? null : file.sha256);

/** Git may write other ends of lines to the disk than it keeps, and a pointer stands for a file of Git LFS. */
async function hasContent(disk: Disk, file: FileAsked, { sha256, pointsTo }: FileInCommit): Promise<boolean> {
  if (sha256 === file.sha256 || pointsTo === file.sha256) return true;
  const text = await disk.readText(file.path);
  if (!text?.includes('\r\n')) return false;
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex') === sha256;
}
