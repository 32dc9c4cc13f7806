import { contentName, containerName, hasContentOf } from '../../content.ts';
import { pathBelow } from '../../covering-mount.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import type { OtherPlaceEvidence } from '../../evidence/other-place.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, editDockerfile } from '../../remedies.ts';
import { moveMount } from '../../remedies/by-hand.ts';

const messages = {
  answer: '{file} is copied to {path}, but {container} runs {other}',
  copied: 'Your file is at {path}: {instruction}',
  names: 'The command of {container} names {other}, which has another content',
  namesNothing: 'The command of {container} names {other}, and there is no such file',
  ofBase: 'The base image brings that file',
  notThere: 'The container does not have your content at the copied path',
  none: 'The command names no other file of that name',
  mountedAside: '{file} is mounted at {path}, but {container} uses {other}',
  mounted: '{container} mounts {source} at {destination}, and your file is there',
  stated: 'The mount is stated there: {source} at {destination}',
  starts: 'The command of {container} leads to {runs}, and to nothing below {destination}',
  copy: 'The image brings its own there: {instruction}',
  noCopy: 'There is no {other} in the container',
  otherCopy: '{other} has another content',
} as const;

type Asked = Known<'fileOnHost' | 'container' | 'fileInContainer' | 'commandPath'>;
type Speaker = Say<typeof messages>;
type CommandPath = NonNullable<OtherPlaceEvidence['commandPath']>;

export default defineCause({
  hop: 'dockerfile',
  title: 'The file is copied or mounted to another path than the one that is used',
  why: 'A folder’s content is copied, not the folder; a relative destination begins at WORKDIR; a slash at the end makes a folder. So a file easily lands beside the place where the process looks for it, and the process finds an older one there, or none. A mount misses the place in the same way: `./src:/src`, where the process runs `/app/src`.',
  needs: ['fileOnHost', 'container', 'fileInContainer', 'commandPath'],
  // A process that never read the mounted file reads it after a restart no more than before, and neither does its server.
  outranks: ['process-not-restarted', 'server-side-response-cache', 'browser-or-cdn-cache'],
  messages,
  judge(evidence, say) {
    const { fileOnHost, fileInContainer, commandPath } = evidence.its;
    if (!commandPath) return say.ruledOut(say.text('none'), evidence.from('commandPath'));
    if (!hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
    const { runs } = commandPath;
    return runs === undefined ? judgeCopy(evidence, commandPath, say) : judgeMount(evidence, commandPath, runs, say);
  },
});

/** The edited file is where a COPY brings it, and the command names another. */
function judgeCopy(evidence: Asked, { seen, isOfBase }: CommandPath, say: Speaker): Judgement {
  const { fileOnHost, container, fileInContainer } = evidence.its;
  const { path } = fileInContainer;
  const plan = evidence.maybe('plan');
  const copy = plan?.copies.find(({ containerPath }) => containerPath === path);
  if (!plan || !copy) return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
  const name = containerName(container);
  const other = seen.path;
  // What a RUN made may have the source's name and be meant to differ.
  const speak = isOfBase || plan.laterRuns.length === 0 ? say.confirmed : say.possible;
  return speak(
    say.text('answer', { file: fileOnHost.path, path, container: name, other }),
    [
      {
        text: say.text('copied', { path, instruction: copy.instruction }),
        from: placed(copy.at),
      },
      {
        text: say.text(seen.kind === 'file' ? 'names' : 'namesNothing', { container: name, other }),
        from: evidence.from('commandPath', contentName(seen)),
      },
      ...(isOfBase ? [{ text: say.text('ofBase'), from: evidence.from('commandPath') }] : []),
    ],
    [...editDockerfile(plan, other), ...buildAndRecreate(evidence)],
  );
}

/** The edited file is live in a mount, and the command starts from a copy of what is mounted. */
function judgeMount(evidence: Asked, { seen }: CommandPath, runs: string, say: Speaker): Judgement {
  const { fileOnHost, container, fileInContainer } = evidence.its;
  const mount = evidence.maybe('mount');
  if (!mount) return say.ruledOut(say.text('none'), evidence.from('commandPath'));
  const { Destination: destination, Source: source = '' } = mount.mount;
  const plan = evidence.maybe('plan');
  const copy = plan?.copies.find(({ containerPath }) => containerPath === seen.path);
  const stated = evidence
    .maybe('service')
    ?.mounts.find(({ target }) => target.replace(/(.)\/+$/, '$1') === destination.replace(/(.)\/+$/, '$1'));
  const name = containerName(container);
  const other = seen.path;
  const isNamed = pathBelow(runs, other) !== null;
  const values = { file: fileOnHost.path, path: fileInContainer.path, container: name, other };
  // Where the command names neither the copy nor a folder around it, that it takes the copy follows from what lies beside it.
  const speak = isNamed ? say.confirmed : say.likely;
  return speak(
    say.text('mountedAside', values),
    [
      {
        text: say.text('mounted', { container: name, source, destination }),
        from: evidence.from('container', `.Mounts ${destination}`),
      },
      ...(stated ? [{ text: say.text('stated', { source, destination }), from: placed(stated.at) }] : []),
      { text: say.text('starts', { container: name, runs, destination }), from: evidence.from('commandPath') },
      {
        text: say.text(seen.kind === 'file' ? 'otherCopy' : 'noCopy', { other }),
        from: `docker exec ${name} sha256sum ${other} → ${contentName(seen)}`,
      },
      ...(copy ? [{ text: say.text('copy', { instruction: copy.instruction }), from: placed(copy.at) }] : []),
    ],
    moveMount(evidence, destination, placeToMount(mount.rest, other), stated),
  );
}

/** Where the mount ought to be, so that the file is at the path that is used. */
const placeToMount = (rest: string, other: string): string =>
  rest !== '' && other.endsWith(`/${rest}`) ? other.slice(0, -rest.length - 1) : other;
