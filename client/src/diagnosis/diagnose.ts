import { basename } from '../../../core/src/path.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { causes } from './causes/index.ts';
import { containerName, hasContentOf } from './content.ts';
import { knownEvidence, sayWith, type Judgement, type Known, type RegisteredCause } from './define-cause.ts';
import type { EvidenceKey, Snapshot } from './evidence.ts';
import { judgedHostOutput } from './host-output.ts';
import { withImageFirst } from './image-first.ts';
import { noticesOf } from './notices.ts';
import {
  hops,
  type Comparable,
  type Notice,
  type Report,
  type ReportedContainer,
  type TracedHop,
  type Undecided,
  type Verdict,
} from './report/report.ts';
import { judgedPackages } from './packages-of-stage.ts';
import { areSettingsPresent, isAboutSettings, settingsPresent } from './settings-present.ts';
import { judgedArtefact } from './stale-artefact.ts';
import { traceOf } from './trace.ts';
import { withWarnings } from './warnings.ts';

export const messages = defineMessages({
  present: '{container} has your change: {path} is the file you edited',
  presentInMade: '{container} has your change: it is in {path}, which the build made of it',
  goneEverywhere: '{path} is not on disk, and {container} has no such file either',
  presentEverywhere: '{container} is up to date: all compared files are as in your workspace ({count})',
  unknown: 'It could not be told whether {container} has your change',
  unknownMade:
    'It could not be told whether {container} has your change: the image has what is made of {file}, not {file} itself',
  unknownMissing: '{container} does not have {path}, and it could not be told whether it should',
  crashed: 'The check failed: {error}',
});

interface Judged {
  readonly speaking: readonly Speaking[];
  readonly undecided: readonly Undecided[];
}

/** A cause that speaks, and whether it is never the verdict: of something that was not asked about, or that lies below a live mount. */
interface Speaking extends Verdict {
  readonly isAside: boolean;
  readonly isBelowMount: boolean;
}

/**
 * Returns the report for a snapshot. It is a plain function of the snapshot and never throws: a cause that fails is
 * reported among the undecided ones. `among` is for tests; every registered cause is asked otherwise.
 */
export function diagnose(snapshot: Snapshot, among: readonly RegisteredCause[] = causes): Report {
  const evidence = knownEvidence(snapshot);
  const { speaking, undecided } = judgeAll(snapshot, evidence, among);
  const ranked = rank(speaking, among);
  const found = ranked.find(
    (each) => each.certainty !== 'possible' && !each.isAside && !isHiddenByUnknown(each, evidence),
  );
  const others = ranked.filter((other) => other !== found);
  const verdict = found ? verdictOf(found, others, undecided, among) : null;
  const container = reportedContainer(evidence);
  const outcome = verdict ? 'cause-found' : isPresent(snapshot, evidence) ? 'change-is-present' : 'unknown';
  // While a live mount works, it does not matter what the image has below it.
  const beside = others.filter(({ isBelowMount }) => !isBelowMount || verdict?.hop === 'mount');
  const also: Notice[] = [...beside.map(asVerdict), ...noticesOf(evidence, verdict)];
  return {
    subject: snapshot.subject,
    engine: snapshot.engine,
    container,
    outcome,
    answer: verdict?.answer ?? answerWithoutVerdict(evidence, container.name, outcome === 'change-is-present'),
    trace: withVerdict(traceOf(snapshot, evidence, verdict?.hop), verdict),
    verdict,
    also,
    differences: evidence.maybe('differences'),
    unknown: undecided,
    comparable: comparableOf(evidence),
    takenAt: snapshot.takenAt,
    elapsedMs: snapshot.elapsedMs,
    calls: snapshot.calls,
  };
}

function judgeAll(snapshot: Snapshot, evidence: Known<EvidenceKey>, among: readonly RegisteredCause[]): Judged {
  const speaking: Speaking[] = [];
  const undecided: Undecided[] = [];
  const hear = (cause: RegisteredCause, judged: Judgement | Undecided): void => {
    if ('missing' in judged) undecided.push(judged);
    else if (judged.is === 'undecided')
      undecided.push({ cause: cause.id, missing: [{ evidence: null, why: judged.why }] });
    else if (judged.is !== 'ruled-out' && !speaking.some((other) => other.cause === cause.id)) {
      const { is, isBelowMount = false, isAside = isBelowMount, ...rest } = judged;
      const remedies = withWarnings(rest.remedies, evidence);
      speaking.push({ cause: cause.id, hop: cause.hop, certainty: is, isAside, isBelowMount, ...rest, remedies });
    }
  };
  const isDeleted = evidence.maybe('fileOnHost')?.isDeleted === true;
  for (const cause of among) {
    if (isDeleted && !cause.judgesDeleted) continue;
    const missing = missingFor(cause, snapshot);
    if (missing.length > 0) undecided.push({ cause: cause.id, missing });
    else if (cause.needs.every((key) => snapshot.evidence[key]?.is === 'known'))
      hear(
        cause,
        fenced(cause, () => cause.judge(evidence, sayWith(cause.messages))),
      );
    const { judgeDockerfile } = cause;
    if (judgeDockerfile && snapshot.evidence.instructions?.is === 'known')
      hear(
        cause,
        fenced(cause, () => judgeDockerfile(evidence)),
      );
    const { judgeSettings } = cause;
    if (judgeSettings && evidence.maybe('configuration')?.asked)
      hear(
        cause,
        fenced(cause, () => judgeSettings(evidence)),
      );
  }
  return { speaking, undecided };
}

/** Evidence that was wanted and could not be had. What was not asked does not count: its cause has no meaning here. */
function missingFor(cause: RegisteredCause, snapshot: Snapshot): Undecided['missing'] {
  const isAsked = (key: EvidenceKey): boolean => (snapshot.evidence[key]?.is ?? 'not-asked') !== 'not-asked';
  if (!cause.needs.every(isAsked)) return [];
  return cause.needs.flatMap((key) => {
    const gathered = snapshot.evidence[key];
    return gathered?.is === 'missing' ? [{ evidence: key, why: gathered.why }] : [];
  });
}

function fenced(cause: RegisteredCause, judge: () => Judgement): Judgement | Undecided {
  try {
    return judge();
  } catch (error) {
    const why = messages('crashed', { error: error instanceof Error ? error.message : String(error) });
    return { cause: cause.id, missing: [{ evidence: null, why }] };
  }
}

const certainties = ['confirmed', 'likely', 'possible'];

/**
 * Orders the causes that speak: an unsaved document first, since nothing behind it can have the change; then the surer one;
 * then the last hop, because what hides the file last decides what the process sees.
 */
function rank(speaking: readonly Speaking[], among: readonly RegisteredCause[]): readonly Speaking[] {
  const heard = new Set(speaking.filter(({ isAside }) => !isAside).map(({ cause }) => cause));
  const heardCauses = among.filter(({ id }) => heard.has(id));
  const outranked = new Set(heardCauses.flatMap(({ outranks }) => outranks ?? []));
  const followed = new Set(heardCauses.flatMap(({ follows }) => follows ?? []));
  return speaking
    .filter(({ cause }) => !outranked.has(cause))
    .sort(
      (a, b) =>
        Number(b.hop === 'editor') - Number(a.hop === 'editor') ||
        certainties.indexOf(a.certainty) - certainties.indexOf(b.certainty) ||
        hops.indexOf(b.hop) - hops.indexOf(a.hop) ||
        Number(followed.has(a.cause)) - Number(followed.has(b.cause)),
    );
}

/** A mount that could not be asked about, or looked into, lies over the file all the same: what happened before it does not decide. */
function isHiddenByUnknown({ hop }: Speaking, evidence: Known<EvidenceKey>): boolean {
  if (hop === 'editor' || hops.indexOf(hop) >= hops.indexOf('mount') || !evidence.maybe('mount')) return false;
  return evidence.isMissing('volume') || evidence.isMissing('fileInContainer');
}

/** Where a cause that would explain the same better could not be judged, as when the engine misses a time limit, none is sure. */
function verdictOf(
  found: Speaking,
  others: readonly Speaking[],
  undecided: readonly Undecided[],
  among: readonly RegisteredCause[],
): Verdict {
  const unheard = new Set(undecided.map(({ cause }) => cause));
  const isDoubted = among.some(({ id, outranks }) => unheard.has(id) && outranks?.includes(found.cause));
  const remedies = withImageFirst(
    found,
    others.filter(({ isAside }) => !isAside),
  );
  return { ...asVerdict(found), certainty: isDoubted ? 'likely' : found.certainty, remedies };
}

/** Whether content proves that the change is there: the file in the container is the edited one, and no process sees another. */
function isPresent(snapshot: Snapshot, evidence: Known<EvidenceKey>): boolean {
  if (isAboutSettings(evidence)) return areSettingsPresent(evidence);
  // One file that agrees says nothing of the others, when those were asked about and could not be read.
  if (evidence.isMissing('differences')) return false;
  const differences = evidence.maybe('differences');
  if (differences && (!differences.isComplete || differences.different.length + differences.missing.length > 0))
    return false;
  const file = evidence.maybe('fileOnHost');
  const buffer = evidence.maybe('editor');
  if (file === null || buffer?.isDirty) return false;
  if (hasContentOf(evidence.maybe('fileInContainer'), file) !== true) return madePath(evidence) !== null;
  const process = evidence.maybe('fileInProcess');
  return (
    snapshot.evidence.fileInProcess?.is !== 'missing' && (process === null || hasContentOf(process.seen, file) === true)
  );
}

/** Where in the container what was made of the file is found to have its change; null where nothing shows it. */
function madePath(evidence: Known<EvidenceKey>): string | null {
  const judged = evidence.maybe('artefacts')?.isOnlySource ? judgedArtefact(evidence) : null;
  if (judged?.state === 'fresh') return judged.artefact.path;
  const packages = judgedPackages(evidence);
  if (packages?.state === 'as-wanted') return packages.packages.folder;
  const output = judgedHostOutput(evidence);
  if (output?.freshness === 'fresh' && output.output.isSameInContainer) return output.output.copiedBy.containerPath;
  const secret = evidence.maybe('secretRead');
  return evidence.maybe('sameImage')?.isSame && secret?.holdsIt ? secret.step.containerPath : null;
}

function answerWithoutVerdict(evidence: Known<EvidenceKey>, container: string, present: boolean): Text {
  const file = evidence.maybe('fileOnHost');
  if (present && isAboutSettings(evidence)) return settingsPresent(evidence, container);
  if (!present || !file) return unknownAnswer(evidence, container);
  const differences = evidence.maybe('differences');
  if (differences) return messages('presentEverywhere', { container, count: differences.compared });
  const made = hasContentOf(evidence.maybe('fileInContainer'), file) ? null : madePath(evidence);
  if (made !== null) return messages('presentInMade', { container, path: made });
  if (file.isDeleted) return messages('goneEverywhere', { container, path: file.path });
  return messages('present', { container, path: evidence.maybe('containerPath') ?? '' });
}

/** Says what is known all the same, where something is. */
function unknownAnswer(evidence: Known<EvidenceKey>, container: string): Text {
  const file = evidence.maybe('fileOnHost');
  const seen = evidence.maybe('fileInContainer');
  const isSource = (evidence.maybe('plan')?.onlyInStages.length ?? 0) > 0;
  if (file && isSource) return messages('unknownMade', { container, file: basename(file.path) });
  if (!file || evidence.maybe('differences')) return messages('unknown', { container });
  if (seen?.kind === 'absent' && !file.isDeleted) return messages('unknownMissing', { container, path: seen.path });
  return messages('unknown', { container });
}

/** What the report keeps of a cause that speaks. */
const asVerdict = ({ isAside: _isAside, isBelowMount: _isBelowMount, ...verdict }: Speaking): Verdict => verdict;

/** The hop at which the change stops is never drawn as healthy, and carries the verdict's facts. */
function withVerdict(trace: readonly TracedHop[], verdict: Verdict | null): readonly TracedHop[] {
  if (!verdict) return trace;
  return trace.map((traced) => {
    if (traced.hop !== verdict.hop) return traced;
    const state = traced.state === 'absent' || traced.state === 'different' ? traced.state : 'different';
    return { ...traced, state, facts: verdict.facts };
  });
}

function reportedContainer(evidence: Known<EvidenceKey>): ReportedContainer {
  const container = evidence.maybe('container');
  const labels = container?.Config.Labels ?? {};
  return {
    id: container?.Id ?? '',
    name: container ? containerName(container) : '',
    image: container?.Config.Image ?? '',
    state: container?.State.Status ?? 'unknown',
    project: labels['com.docker.compose.project'] ?? null,
    service: labels['com.docker.compose.service'] ?? null,
  };
}

function comparableOf(evidence: Known<EvidenceKey>): Comparable | null {
  const file = evidence.maybe('fileOnHost');
  const containerPath = evidence.maybe('containerPath');
  if (!file || containerPath === null) return null;
  return {
    hostPath: file.path,
    containerPath,
    containerImage: evidence.maybe('containerImage')?.Id ?? null,
    taggedImage: evidence.maybe('taggedImage')?.Id ?? null,
  };
}
