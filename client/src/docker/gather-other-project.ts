import { parseImageReference } from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { hasContentOf, listedName } from '../diagnosis/content.ts';
import type { ContainerSummaryJson, ImageSummaryJson } from '../diagnosis/engine-json.ts';
import type { Evidence, FileOnHost } from '../diagnosis/evidence.ts';
import { wasMadeSince } from '../diagnosis/made-since.ts';
import { composeOrigin, type ComposeOrigin } from '../workspace/compose-project.ts';
import { answerTo, failureText, known, knownValue, missing, type Gatherer, type Look } from './gatherer.ts';
import { changedMsOf, imageLacksChange } from './lacks-change.ts';
import { seeFile, withProbe } from './see-file.ts';

export const messages = defineMessages({ gone: 'It is gone' });

/** So many containers, and so many images, are looked into, the newest first. */
const maximumLooks = 3;

type OtherProject = Evidence['otherProject'];

/**
 * Records whether the same service of the same folder has the change under another project's name: `-p`, `COMPOSE_PROJECT_NAME` or
 * `name:` differed between the build and the start. Containers are looked at first, then images that no container runs.
 */
export async function gatherOtherProject(gatherer: Gatherer, look: Look): Promise<void> {
  const { container, candidate, evidence } = gatherer;
  const origin = composeOrigin(container.Config.Labels);
  const path = look.containerPath;
  if (!origin || candidate.otherCheckout || path === null || !imageLacksChange(gatherer, look)) return;
  try {
    const found =
      (await inContainers(gatherer, look.file, path, origin)) ??
      // What an ignore line keeps out is in no image of this folder: one that has it is somebody else's.
      (look.plan?.ignore?.isExcluded ? null : await inImages(gatherer, look.file, path, origin));
    evidence.otherProject = known(found, found?.container ? `docker inspect ${found.container}` : 'docker images');
  } catch (error) {
    evidence.otherProject = missing(failureText(error));
  }
}

async function inContainers(
  { engine, ask }: Gatherer,
  file: FileOnHost,
  path: string,
  { project, service, workingDirectory }: ComposeOrigin,
): Promise<OtherProject> {
  const label = [`com.docker.compose.service=${service}`, `com.docker.compose.project.working_dir=${workingDirectory}`];
  const others = (await engine.containers({ label }, ask))
    .filter((summary) => projectOf(summary) !== project)
    .sort((a, b) => b.Created - a.Created);
  for (const summary of others.slice(0, maximumLooks)) {
    const seen = (await answerTo(seeFile(engine, summary.Id, path, ask), messages('gone'))).value;
    if (!hasContentOf(seen, file) || !seen) continue;
    const container = listedName(summary);
    return { project: projectOf(summary) ?? '', folder: workingDirectory, container, image: summary.Image, seen };
  }
  return null;
}

const projectLabel = 'com.docker.compose.project';

const projectOf = ({ Labels }: Pick<ContainerSummaryJson, 'Labels'>): string | undefined => Labels[projectLabel];

/** Images of Compose are named after project and service, by v1 with a low line between. */
async function inImages(
  gatherer: Gatherer,
  file: FileOnHost,
  path: string,
  { project, service }: ComposeOrigin,
): Promise<OtherProject> {
  const { engine, ask, evidence } = gatherer;
  // Images do not say which folder they were built from: only a build of this very Dockerfile since the edit ties one to this project.
  const builds = (knownValue(evidence.buildsSince) ?? []).filter(
    // A build that is known by its time alone may be the one that made this project's own image.
    ({ status, images, startedMs }) =>
      status !== 'failed' && (images !== null || !gatherer.tagged || !wasMadeSince(gatherer.tagged, startedMs)),
  );
  if (builds.length === 0) return null;
  const isOfBuild = (id: string): boolean => builds.some(({ images }) => images === null || images.includes(id));
  const changedMs = await changedMsOf(gatherer, file.path);
  const listed = await engine.images({ reference: [`*-${service}`, `*_${service}`] }, ask);
  const others = listed
    .flatMap((summary) => {
      const other = namedProject(summary, service);
      // Many projects have a service of that name; one that was built before the change does not have it. Where all steps came from the
      // cache the image has their old time, and then the build's record has to name it.
      const isNew = changedMs !== null && summary.Created >= Math.floor(changedMs / 1000);
      const isNamed = builds.some(({ images }) => images?.includes(summary.Id));
      return other !== null && other !== project && (isNamed || (isNew && isOfBuild(summary.Id)))
        ? [{ summary, other }]
        : [];
    })
    .sort((a, b) => b.summary.Created - a.summary.Created);
  for (const { summary, other } of others.slice(0, maximumLooks)) {
    const image = (await answerTo(engine.image(summary.Id, {}, ask), messages('gone'))).value;
    const look = image && withProbe(engine, image, (probe) => seeFile(engine, probe, path, ask), ask);
    const seen = look && (await answerTo(look, messages('gone'))).value;
    if (!seen || !hasContentOf(seen, file)) continue;
    return { project: other, folder: null, container: null, image: summary.RepoTags[0] ?? summary.Id, seen };
  }
  return null;
}

/** The project that an image was built for: by the label that Compose gives it, else by its name. */
function namedProject({ RepoTags, Labels }: ImageSummaryJson, service: string): string | null {
  const label = Labels[projectLabel];
  if (label !== undefined) return label;
  const name =
    parseImageReference(RepoTags[0] ?? '')
      ?.path.split('/')
      .at(-1) ?? '';
  const end = [`-${service}`, `_${service}`].find((each) => name.endsWith(each));
  return end === undefined || end.length === name.length ? null : name.slice(0, -end.length);
}
