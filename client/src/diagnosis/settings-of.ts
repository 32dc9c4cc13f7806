import { defineMessages } from '../../../core/src/text.ts';
import { containerName } from './content.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { ConfigurationEvidence, SettingSeen } from './evidence/configuration.ts';
import type { Fact } from './report/report.ts';
import { placed } from './placed.ts';

export const messages = defineMessages({
  stated: '{name} is stated here',
  gone: 'The files of this service do not state {name} any more',
  through: 'Its value comes from here',
  differs: '{container} has another {name}',
  absent: '{container} has no {name}',
  'left-over': '{container} still has {name}',
  shell: 'A variable of the shell takes part in it, and may have been another one when the container was created',
});

/** The settings of one kind that differ, and how a cause may speak of them. */
export interface DifferingSettings {
  readonly settings: readonly [SettingSeen, ...SettingSeen[]];
  /** The files alone decide at least one of them. */
  readonly isSure: boolean;
  /** None of them is in the file that was asked about: worth knowing, and never the answer. */
  readonly isAside: boolean;
  /** The line that a person has edited, as far as can be told; null when nothing states the settings any more. */
  readonly place: string | null;
  /** Their names in one list, each once; of what is stated, when there is any. */
  readonly names: string;
}

/** So many settings are shown one by one. */
const maximumShown = 8;

/** Returns the differing settings that were asked about, else those beside them; null when none of this kind differs. */
export function differingSettings(
  { different }: ConfigurationEvidence['configuration'],
  isKind: (setting: SettingSeen) => boolean,
): DifferingSettings | null {
  const ofKind = different.filter(isKind);
  const asked = ofKind.filter(({ isAsked }) => isAsked);
  const [first, ...rest] = asked.length > 0 ? asked : ofKind;
  if (!first) return null;
  const settings = [first, ...rest] as const;
  const stated = settings.filter(({ state }) => state !== 'left-over');
  const [shown] = stated;
  const named = stated.length > 0 ? stated : settings;
  return {
    settings,
    isSure: settings.some(({ isSure }) => isSure),
    isAside: asked.length === 0,
    place: shown ? placed(shown.through[0] ?? shown.at) : null,
    names: [...new Set(named.map(({ name }) => name))].join(', '),
  };
}

/** Returns what was read of the settings: where each is stated, and what the container has. */
export function factsOfSettings(
  evidence: Known<'container'>,
  { settings, isSure }: DifferingSettings,
): readonly [Fact, ...Fact[]] {
  const container = containerName(evidence.its.container);
  const factsOf = (setting: SettingSeen): readonly [Fact, ...Fact[]] => {
    const { name, state, at, through } = setting;
    return [
      { text: messages(state, { container, name }), from: readAt(evidence, setting) },
      { text: state === 'left-over' ? messages('gone', { name }) : messages('stated', { name }), from: placed(at) },
      ...through.map((line) => ({ text: messages('through'), from: placed(line) })),
    ];
  };
  const [first, ...rest] = settings;
  const doubt = isSure ? [] : [{ text: messages('shell'), from: placed(first.at) }];
  return [...factsOf(first), ...rest.slice(0, maximumShown - 1).flatMap(factsOf), ...doubt];
}

/** Where the container's side of a setting can be read. */
function readAt(evidence: Pick<Known<EvidenceKey>, 'from'>, { kind, name }: SettingSeen): string {
  if (kind === 'environment') return evidence.from('container', `.Config.Env ${name}`);
  if (kind === 'label') return evidence.from('container', `.Config.Labels ${name}`);
  return kind === 'mount' ? evidence.from('container', `.Mounts ${name}`) : evidence.from('container', fields[name]);
}

/** Where `docker inspect` shows the settings that people change most. */
const fields: Readonly<Record<string, string>> = {
  command: '.Config.Cmd',
  entrypoint: '.Config.Entrypoint',
  user: '.Config.User',
  working_dir: '.Config.WorkingDir',
  hostname: '.Config.Hostname',
  healthcheck: '.Config.Healthcheck',
  image: '.Config.Image',
  networks: '.NetworkSettings.Networks',
  restart: '.HostConfig.RestartPolicy',
  ports: '.HostConfig.PortBindings',
  mem_limit: '.HostConfig.Memory',
  cpus: '.HostConfig.NanoCpus',
};
