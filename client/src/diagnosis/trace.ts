import { defineMessages, type Text } from '../../../core/src/text.ts';
import { containerName, contentName, hasContentOf, sameSeen, shortId } from './content.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey, FileLine, Snapshot } from './evidence.ts';
import { commandLine } from './report/quote-command.ts';
import { hops, optionalHops, type Fact, type Hop, type HopState, type TracedHop } from './report/report.ts';
import { imageKey } from './missed-image.ts';
import { placed } from './placed.ts';
import { wayOfMaking } from './trace-made.ts';

export const messages = defineMessages({
  unsaved: 'The editor has changes that are not saved',
  saved: 'The editor and the disk agree',
  noEditor: 'No editor was asked',
  onDisk: '{file} is on disk',
  deleted: '{file} is not on disk: it was deleted, renamed or never there',
  stillHas: '{path} is still there',
  byMount: 'Not asked: the file comes through a mount, not through the image',
  onlyMade: 'Not asked: the image has what is made of the file, not the file itself',
  outside: '{file} is outside the build context {context}',
  ignored: '{ignoreFile}:{line} excludes it: {pattern}',
  inContext: 'In the build context {context}, no ignore line excludes it',
  inNamedContext: 'In a named context of the build: {instruction}',
  notSent: 'Not asked: the build context does not have the file',
  copied: '{instruction} brings it to {path}',
  notCopied: 'No COPY or ADD of the built stage brings it',
  onlyMounted: 'Only a mount of a RUN shows it, while that runs: {instruction}',
  onlyInStage: 'Only stage {stage} takes it: {instruction}',
  tagHas: '{image} has your content',
  imageHas: 'The image of the container has your content',
  imageHasOther: '{image} has another content there',
  imageLacks: '{image} has no such file',
  sameImage: '{container} was created from this image',
  sameContent: '{container} was created from another image ID with the same file',
  otherImage: '{container} was created from image {old}; the tag names {new} now',
  noMount: 'Nothing is mounted over {path}',
  liveMount: '{source} is mounted there: the container reads your file itself',
  mountAgrees: 'A mount covers it and holds your content: {destination}',
  mountHides: 'A mount covers it and holds another content: {destination}',
  staleMount: 'The process sees another content through the mount: {destination}',
  byTheMount: 'Decided by the mount',
  untouched: 'Not changed inside the container',
  written: 'Written inside the container: the image has another content',
  holds: '{path} in the container has your content',
  holdsOther: '{path} in the container has another content',
  lacks: 'The container has no {path}',
  since: 'The container runs since {time}',
  noSuchFile: 'Not asked: there is no file that a process could read',
  notYet: 'Not asked: the file is not there yet',
  notRunning: 'No process: the container is {state}',
  processSees: 'A process in the container reads your content',
  processStarted: '{program} runs since {time}',
  notKnown: 'Not known',
});

type Line = readonly [HopState, ...(readonly (readonly [Text, string])[])];
type Tracer = (evidence: Known<EvidenceKey>) => Line;

/** Returns the hops in order, each with its state and the facts that show it; `verdictHop` is among them also where it is optional. */
export function traceOf(
  snapshot: Snapshot,
  evidence: Known<EvidenceKey>,
  verdictHop: Hop | null = null,
): readonly TracedHop[] {
  return hops.flatMap((hop): readonly TracedHop[] => {
    const [state, ...facts] = tracers[hop](evidence);
    if (facts.length > 0) return [{ hop, state, facts: facts.map(([said, from]): Fact => ({ text: said, from })) }];
    return optionalHops.includes(hop) && hop !== verdictHop ? [] : [silentHop(hop, snapshot)];
  });
}

/** A hop of which nothing is known: what stood in the way, or why nothing was asked, as the gathering recorded it. */
function silentHop(hop: Hop, snapshot: Snapshot): TracedHop {
  const key = evidenceOf[hop];
  const own = key && snapshot.evidence[key];
  // Where no content of a file was asked about, no hop has any, and the reason is the same for all.
  const gathered = own?.is === 'missing' || own?.is === 'not-asked' ? own : snapshot.evidence.fileOnHost;
  const why = gathered && gathered.is !== 'known' ? gathered.why : messages('notKnown');
  const state = gathered?.is === 'not-asked' ? 'not-applicable' : 'unknown';
  // What was not asked or could not be had was read nowhere, and the reason says all there is.
  return { hop, state, facts: [{ text: why, from: '' }] };
}

/** The evidence that stands for a hop of which nothing else is said. */
const evidenceOf: Readonly<Partial<Record<Hop, EvidenceKey>>> = {
  editor: 'editor',
  file: 'fileOnHost',
  context: 'plan',
  dockerfile: 'plan',
  image: 'fileInTaggedImage',
  container: 'sameImage',
  mount: 'mount',
  'file-system': 'fileInContainer',
  process: 'process',
};

const tracers: Readonly<Record<Hop, Tracer>> = {
  editor: traceEditor,
  file: traceFile,
  git: silent,
  context: traceContext,
  dockerfile: traceDockerfile,
  cache: silent,
  image: traceImage,
  container: traceContainer,
  mount: traceMount,
  'file-system': traceFileSystem,
  process: traceProcess,
  request: silent,
};

/** A hop of which only a verdict can tell. */
function silent(): Line {
  return ['unknown'];
}

function traceEditor(evidence: Known<EvidenceKey>): Line {
  const buffer = evidence.maybe('editor');
  if (!buffer) return ['not-applicable', [messages('noEditor'), 'editor']];
  if (buffer.isDirty) return ['different', [messages('unsaved'), evidence.from('editor')]];
  return ['present', [messages('saved'), evidence.from('editor')]];
}

function traceFile(evidence: Known<EvidenceKey>): Line {
  const file = evidence.maybe('fileOnHost');
  if (!file) return ['unknown'];
  if (file.isDeleted) return ['present', [messages('deleted', { file: file.path }), commandLine`ls ${file.path}`]];
  return ['present', [messages('onDisk', { file: file.path }), `sha256 ${file.sha256}`]];
}

/** A live mount delivers the file whatever the image has, so the way through the build is not asked. */
const comesByMount = (evidence: Known<EvidenceKey>): boolean => evidence.maybe('mount')?.isOfEditedFile === true;

/** Whether the image has no copy of the file, but something that was made of it. What was fetched is the file itself. */
const isOnlyMade = (evidence: Known<EvidenceKey>): boolean =>
  wayOfMaking(evidence) !== null && evidence.maybe('fetched') === null;

function traceContext(evidence: Known<EvidenceKey>): Line {
  if (comesByMount(evidence)) return ['not-applicable', [messages('byMount'), evidence.from('mount')]];
  const plan = evidence.maybe('plan');
  const file = evidence.maybe('fileOnHost');
  if (!plan || !file) return ['unknown'];
  const { ignore } = plan;
  const named = plan.pathInContext === null ? (plan.copies.at(-1) ?? plan.onlyInStages[0]) : undefined;
  if (named)
    return [
      'present',
      [messages('inNamedContext', { instruction: named.instruction }), place(named.at, plan.dockerfile)],
    ];
  if (plan.pathInContext === null) {
    return [
      'absent',
      [messages('outside', { file: file.path, context: plan.contextFolder }), place(plan.contextAt, plan.dockerfile)],
    ];
  }
  if (ignore?.isExcluded && ignore.decidedBy) {
    const { pattern, line } = ignore.decidedBy;
    return ['absent', [messages('ignored', { ignoreFile: ignore.file, line, pattern }), `${ignore.file}:${line}`]];
  }
  return ['present', [messages('inContext', { context: plan.contextFolder }), place(plan.contextAt, plan.dockerfile)]];
}

function traceDockerfile(evidence: Known<EvidenceKey>): Line {
  if (comesByMount(evidence)) return ['not-applicable', [messages('byMount'), evidence.from('mount')]];
  const plan = evidence.maybe('plan');
  if (!plan || !evidence.maybe('fileOnHost')) return ['unknown'];
  const made = wayOfMaking(evidence);
  if (made) return ['present', [made.said, place(made.step.at, plan.dockerfile)]];
  const copy = plan.copies.at(-1);
  const isOutside = plan.pathInContext === null && !copy && plan.onlyInStages.length === 0;
  if (isOutside || plan.ignore?.isExcluded) return ['not-applicable', [messages('notSent'), plan.dockerfile]];
  if (copy) {
    return [
      'present',
      [
        messages('copied', { instruction: copy.instruction, path: copy.containerPath }),
        place(copy.at, plan.dockerfile),
      ],
    ];
  }
  const elsewhere = plan.onlyInStages[0];
  if (elsewhere) {
    const { stage, instruction } = elsewhere;
    const said = instruction.startsWith('RUN ')
      ? messages('onlyMounted', { instruction })
      : messages('onlyInStage', { stage, instruction });
    return ['absent', [said, place(elsewhere.at, plan.dockerfile)]];
  }
  return [
    plan.doubts.length > 0 ? 'unknown' : 'absent',
    [messages('notCopied'), plan.dockerfile],
    ...plan.doubts.map((doubt) => [doubt, plan.dockerfile] as const),
  ];
}

function traceImage(evidence: Known<EvidenceKey>): Line {
  if (comesByMount(evidence)) return ['not-applicable', [messages('byMount'), evidence.from('mount')]];
  if (isOnlyMade(evidence)) return ['not-applicable', [messages('onlyMade'), '']];
  const file = evidence.maybe('fileOnHost');
  const image = evidence.maybe('container')?.Config.Image ?? '';
  const key = imageKey(evidence);
  const seen = evidence.maybe(key);
  if (!file || !seen) return ['unknown'];
  const from = evidence.from(key, contentName(seen));
  if (file.isDeleted) {
    return seen.kind === 'absent'
      ? ['present', [messages('imageLacks', { image }), from]]
      : ['different', [messages('stillHas', { path: seen.path }), from]];
  }
  if (hasContentOf(seen, file)) {
    return ['present', [key === 'fileInImage' ? messages('imageHas') : messages('tagHas', { image }), from]];
  }
  if (seen.kind === 'absent') return ['absent', [messages('imageLacks', { image }), from]];
  return ['different', [messages('imageHasOther', { image }), from]];
}

function traceContainer(evidence: Known<EvidenceKey>): Line {
  const container = evidence.maybe('container');
  const same = evidence.maybe('sameImage');
  if (comesByMount(evidence)) return ['not-applicable', [messages('byMount'), evidence.from('mount')]];
  if (!container || !same) return ['unknown'];
  const name = containerName(container);
  if (same.isSame)
    return [
      'present',
      [messages('sameImage', { container: name }), evidence.from('container', `.Image ${container.Image}`)],
    ];
  const old = evidence.maybe('fileInImage');
  const now = evidence.maybe('fileInTaggedImage');
  if (old && now && sameSeen(old, now)) {
    return ['present', [messages('sameContent', { container: name }), evidence.from('fileInImage', contentName(old))]];
  }
  const tagged = evidence.maybe('taggedImage');
  const said = messages('otherImage', {
    container: name,
    old: shortId(container.Image),
    new: shortId(tagged?.Id ?? ''),
  });
  return ['different', [said, evidence.from('container', `.Image ${container.Image}`)]];
}

function traceMount(evidence: Known<EvidenceKey>): Line {
  const file = evidence.maybe('fileOnHost');
  const path = evidence.maybe('containerPath');
  const mount = evidence.maybe('mount');
  if (!mount && isOnlyMade(evidence)) return ['not-applicable', [messages('onlyMade'), '']];
  if (!file || path === null) return ['unknown'];
  if (!mount) return ['present', [messages('noMount', { path }), evidence.from('mount', '.Mounts')]];
  const destination = mount.mount.Destination;
  const from = evidence.from('mount', `.Mounts ${destination}`);
  const inProcess = evidence.maybe('fileInProcess');
  if (inProcess && !hasContentOf(inProcess.seen, file)) {
    return [
      'different',
      [messages('staleMount', { destination }), evidence.from('fileInProcess', contentName(inProcess.seen))],
    ];
  }
  if (mount.isOfEditedFile)
    return ['present', [messages('liveMount', { source: mount.hostPath ?? mount.mount.Source ?? '' }), from]];
  const holds = hasContentOf(evidence.maybe('fileInContainer'), file);
  if (holds === null) return ['unknown'];
  return holds
    ? ['present', [messages('mountAgrees', { destination }), from]]
    : ['different', [messages('mountHides', { destination }), from]];
}

function traceFileSystem(evidence: Known<EvidenceKey>): Line {
  const seen = evidence.maybe('fileInContainer');
  const file = evidence.maybe('fileOnHost');
  if (evidence.maybe('mount')) return ['not-applicable', [messages('byTheMount'), evidence.from('mount')]];
  if (isOnlyMade(evidence)) return ['not-applicable', [messages('onlyMade'), '']];
  if (!seen || !file) return ['unknown'];
  const from = evidence.from('fileInContainer', contentName(seen));
  const holds = hasContentOf(seen, file);
  const inImage = evidence.maybe('fileInImage');
  if (file.isDeleted && seen.kind === 'absent') return ['present', [messages('lacks', { path: seen.path }), from]];
  if (inImage && sameSeen(inImage, seen)) return ['present', [messages('untouched'), from]];
  if (holds) return ['present', [inImage ? messages('written') : messages('holds', { path: seen.path }), from]];
  if (inImage) return ['different', [messages('written'), from]];
  if (seen.kind === 'absent') return ['absent', [messages('lacks', { path: seen.path }), from]];
  return ['different', [messages('holdsOther', { path: seen.path }), from]];
}

function traceProcess(evidence: Known<EvidenceKey>): Line {
  const file = evidence.maybe('fileOnHost');
  const container = evidence.maybe('container');
  if (!file || !container) return ['unknown'];
  if (isOnlyMade(evidence)) return ['not-applicable', [messages('onlyMade'), '']];
  if (!hasContentOf(evidence.maybe('fileInContainer'), file))
    return ['not-applicable', [messages('notYet'), evidence.from('fileInContainer')]];
  const { Running: isRunning, Status: state } = container.State;
  if (!isRunning)
    return ['not-applicable', [messages('notRunning', { state }), evidence.from('container', '.State.Status')]];
  if (file.isDeleted) return ['not-applicable', [messages('noSuchFile'), evidence.from('fileInContainer')]];
  const inProcess = evidence.maybe('fileInProcess');
  if (inProcess && !hasContentOf(inProcess.seen, file))
    return ['not-applicable', [messages('notYet'), evidence.from('fileInProcess')]];
  if (inProcess)
    return ['present', [messages('processSees'), evidence.from('fileInProcess', contentName(inProcess.seen))]];
  const process = evidence.maybe('process');
  const time = new Date(process?.startedMs ?? Date.parse(container.State.StartedAt)).toISOString();
  const said = process ? messages('processStarted', { program: process.program, time }) : messages('since', { time });
  return ['present', [said, evidence.from('container', `.State.StartedAt ${container.State.StartedAt}`)]];
}

const place = (at: FileLine | null, fallback: string): string => (at ? placed(at) : fallback);
