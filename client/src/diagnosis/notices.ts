import { repositoryOf } from '../../../core/src/image-reference.ts';
import { defineMessages } from '../../../core/src/text.ts';
import { containerName, contentName, hasContentOf, listedName, sameSeen, shortId } from './content.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { Hop, Notice, Verdict } from './report/report.ts';
import { imageKey } from './missed-image.ts';
import { placed } from './placed.ts';

export const messages = defineMessages({
  sameFileOtherImage:
    '{image} is another image now ({id}), while the container keeps the one before; your file is in the container',
  imageBelowMount: 'The image has another content below the mount; it matters once the mount is gone',
  writtenInside: '{path} was written inside {container}: a recreate brings back what the image has',
  olderReplica: '{name}, another container of {service}, runs an older image',
  olderReplicas: '{count} other containers of {service} run an older image: {names}',
  moreThanStated: '{count} containers of {service} run, and the Compose file asks for {stated}: {names}',
  orphans: '{name} still runs, and no Compose file states its service any more: “up --remove-orphans” removes it',
  notRunning: '{container} does not run: it is {state}',
  severalFiles: '{file} is merged into this project too',
});

type Noticer = (evidence: Known<EvidenceKey>, verdict: Verdict | null) => Notice | null;

/** Returns what is worth knowing beside the verdict. Each notice is a fact of its own, and none accuses anything. */
export function noticesOf(evidence: Known<EvidenceKey>, verdict: Verdict | null): readonly Notice[] {
  return [
    sameFileOtherImage,
    imageBelowMount,
    writtenInside,
    olderReplicas,
    moreThanStated,
    orphans,
    notRunning,
    mergedFiles,
  ].flatMap((noticer) => noticer(evidence, verdict) ?? []);
}

const notice = (hop: Hop, answer: Notice['answer'], from: string): Notice => ({
  cause: null,
  hop,
  certainty: 'confirmed',
  answer,
  facts: [{ text: answer, from }],
  remedies: [],
});

const sameFileOtherImage: Noticer = (evidence) => {
  const same = evidence.maybe('sameImage');
  const tagged = evidence.maybe('taggedImage');
  const file = evidence.maybe('fileOnHost');
  if (!same || same.isSame || !tagged || !file || evidence.maybe('mount')) return null;
  if (!hasContentOf(evidence.maybe('fileInContainer'), file)) return null;
  const image = evidence.maybe('container')?.Config.Image ?? '';
  const said = messages('sameFileOtherImage', { image, id: shortId(tagged.Id) });
  return notice('container', said, evidence.from('taggedImage', `.Id ${tagged.Id}`));
};

const imageBelowMount: Noticer = (evidence, verdict) => {
  const file = evidence.maybe('fileOnHost');
  const seen = evidence.maybe('fileInTaggedImage') ?? evidence.maybe('fileInImage');
  if (verdict?.hop !== 'mount' || !file || seen?.kind !== 'file' || hasContentOf(seen, file)) return null;
  const key = imageKey(evidence);
  return notice('image', messages('imageBelowMount'), evidence.from(key, contentName(seen)));
};

const writtenInside: Noticer = (evidence) => {
  const container = evidence.maybe('container');
  const file = evidence.maybe('fileOnHost');
  const seen = evidence.maybe('fileInContainer');
  const inImage = evidence.maybe('fileInImage');
  if (!container || !file || !seen || !inImage || evidence.maybe('mount')) return null;
  if (!hasContentOf(seen, file) || sameSeen(seen, inImage)) return null;
  const said = messages('writtenInside', { path: seen.path, container: containerName(container) });
  return notice('file-system', said, evidence.from('fileInContainer', contentName(seen)));
};

const olderReplicas: Noticer = (evidence) => {
  const container = evidence.maybe('container');
  if (!container || evidence.maybe('sameImage')?.isSame !== true) return null;
  // A younger one runs another image as well where each has its own tag, but no older one.
  const older = (evidence.maybe('siblings') ?? []).filter(
    ({ container: other, isRunning, isOnTaggedImage }) =>
      isRunning && isOnTaggedImage === false && other.Created * 1000 <= Date.parse(container.Created),
  );
  if (older.length === 0) return null;
  const names = older.map((sibling) => listedName(sibling.container));
  const [name = ''] = names;
  const { Image, Labels } = container.Config;
  const service = Labels['com.docker.compose.service'] ?? repositoryOf(Image) ?? Image;
  const said =
    names.length === 1
      ? messages('olderReplica', { name, service })
      : messages('olderReplicas', { count: names.length, service, names: names.join(', ') });
  return notice('container', said, evidence.from('siblings'));
};

/** `--scale` asks for more on purpose, and so does a rollout while it lasts; one that was interrupted leaves its containers behind. */
const moreThanStated: Noticer = (evidence) => {
  const container = evidence.maybe('container');
  const service = evidence.maybe('service');
  const running = (evidence.maybe('siblings') ?? []).filter(({ isRunning }) => isRunning);
  if (!container?.State.Running || !service?.replicas || running.length + 1 <= service.replicas.count) return null;
  const { count: stated, at } = service.replicas;
  const names = [containerName(container), ...running.map((sibling) => listedName(sibling.container))]
    .sort()
    .join(', ');
  const said = messages('moreThanStated', { count: running.length + 1, service: service.service, stated, names });
  return notice('container', said, placed(at));
};

/** Compose leaves the containers of a service running that was renamed or removed, and these may still answer. */
const orphans: Noticer = (evidence) => {
  const service = evidence.maybe('service');
  const [name] = service?.orphans ?? [];
  if (!service || name === undefined) return null;
  return notice('container', messages('orphans', { name }), evidence.from('service', 'com.docker.compose.service'));
};

/** What is on its disk is then in no process. */
const notRunning: Noticer = (evidence) => {
  const container = evidence.maybe('container');
  if (!container || container.State.Running) return null;
  const said = messages('notRunning', { container: containerName(container), state: container.State.Status });
  return notice('process', said, evidence.from('container', '.State.Status'));
};

/** An override file is merged without being named on the command line, which is easy to forget. */
const mergedFiles: Noticer = (evidence, verdict) => {
  const file = evidence.maybe('service')?.files[1];
  if (file === undefined || verdict === null) return null;
  return notice(
    'container',
    messages('severalFiles', { file }),
    evidence.from('service', 'com.docker.compose.project.config_files'),
  );
};
