import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text, type Translate } from '../../../core/src/text.ts';
import { linesOf } from '../diagnosis/report/describe-remedy.ts';
import type { Remedy } from '../diagnosis/report/report.ts';
import type { FoundLosses, VolumeContent, WrittenPath } from '../docker/gather-losses.ts';

export const messages = defineMessages({
  oneStep: 'Do this now?',
  severalSteps: 'Do these {count} steps now?',
  step: '{number}. {title}',
  lost: 'This is lost:',
  written: '{count} files that were written inside the container: {names}',
  oneWritten: 'what was written inside the container: {name}',
  writtenUnknown: 'what was written inside the container, if anything: it could not be asked',
  volume: 'volume {name} ({destination}): {files} files, {size}, among them {largest}',
  emptyVolume: 'volume {name} ({destination}), which holds no files',
  unknownVolume: 'volume {name} ({destination}), whose content could not be read',
  atLeast: 'more than {files}',
  nothing: 'Nothing else is lost: nothing was written inside the container.',
});

/** How many paths of the container a sentence names. */
const namedPaths = 3;

/** What a dialog says before a chain of remedies is carried out. */
export interface FixPlan {
  readonly question: string;
  readonly detail: string;
}

/** Returns what a person has to read before the remedies are carried out: each step with its exact command, and what is lost by it. */
export function fixPlan(remedies: readonly Remedy[], losses: FoundLosses, translate: Translate): FixPlan {
  const say = (text: Text): string => makeVisible(translate(text));
  const steps = remedies.flatMap((remedy, index) => [
    say(messages('step', { number: index + 1, title: translate(remedy.title) })),
    ...linesOf(remedy, translate).map(makeVisible),
    ...(remedy.warning ? [say(remedy.warning)] : []),
    '',
  ]);
  const lost = lossLines(losses, translate).map(makeVisible);
  const count = remedies.length;
  return {
    question: say(count === 1 ? messages('oneStep') : messages('severalSteps', { count })),
    detail: [
      ...steps,
      ...(lost.length > 0 ? [say(messages('lost')), ...lost.map((line) => `• ${line}`)] : [say(messages('nothing'))]),
    ].join('\n'),
  };
}

function lossLines({ written, volumes }: FoundLosses, translate: Translate): readonly string[] {
  return [...writtenLines(written), ...volumes.map((volume) => volumeLine(volume, translate))].map(translate);
}

function writtenLines(written: readonly WrittenPath[] | null): readonly Text[] {
  if (!written) return [messages('writtenUnknown')];
  const [first] = written;
  if (!first) return [];
  if (written.length === 1) return [messages('oneWritten', { name: first.path })];
  return [
    messages('written', {
      count: written.length,
      names: listed(
        written.map(({ path }) => path),
        written.length,
      ),
    }),
  ];
}

function volumeLine(volume: FoundLosses['volumes'][number], translate: Translate): Text {
  const { name: whole, destination } = volume;
  // An anonymous volume's name is 64 digits, which nobody reads.
  const name = /^[0-9a-f]{64}$/.test(whole) ? `${whole.slice(0, 12)}…` : whole;
  if (volume.files === null) return messages('unknownVolume', { name, destination });
  if (volume.files === 0) return messages('emptyVolume', { name, destination });
  const largest = listed(volume.largest, volume.files);
  return messages('volume', {
    name,
    destination,
    files: countOf(volume, translate),
    size: sizeOf(volume.bytes),
    largest,
  });
}

const countOf = ({ files, isComplete }: VolumeContent, translate: Translate): string =>
  isComplete ? String(files) : translate(messages('atLeast', { files }));

const listed = (names: readonly string[], count: number): string =>
  names.slice(0, namedPaths).join(', ') + (count > namedPaths ? ', …' : '');

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Returns a size as people read it, in powers of ten: `3.4 MB`. */
export function sizeOf(bytes: number): string {
  const unit = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** unit;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}
