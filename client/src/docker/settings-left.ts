import type { ImageSetting } from '../../../core/src/dockerfile/image-settings.ts';
import type { Instruction } from '../../../core/src/dockerfile/model.ts';
import { variablesOf } from './compare-settings.ts';
import { sameForm } from './container-options.ts';
import { portsOf } from './image-has.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What an image has one of, by the instruction that sets it. */
const single = {
  USER: 'User',
  WORKDIR: 'WorkingDir',
  ENTRYPOINT: 'Entrypoint',
  CMD: 'Cmd',
  HEALTHCHECK: 'Healthcheck',
  STOPSIGNAL: 'StopSignal',
  SHELL: 'Shell',
} as const;

/** What a Dockerfile states, and the instructions that state it. */
export interface StatedSettings {
  readonly stated: readonly ImageSetting[];
  readonly written: readonly Instruction[];
}

/**
 * Returns what an image's configuration has beyond its base image's and beyond what the Dockerfile states, as the instructions that set it:
 * `ENV LEVEL`, `EXPOSE 80/tcp`, `USER`. Labels do not count, because the command line and Compose give an image labels too. An empty list
 * where the base has triggers, whose instructions stand in no file here.
 */
export function settingsLeft(config: Fields, base: Fields, { stated, written }: StatedSettings): readonly string[] {
  if (Array.isArray(base.OnBuild) && base.OnBuild.length > 0) return [];
  const namesOf = (keyword: string): readonly string[] =>
    stated.filter((one) => one.keyword === keyword).map(({ name }) => name);
  const isStated = (keyword: string): boolean => stated.some((one) => one.keyword === keyword);
  const before = variablesOf(base.Env);
  // Builders give every image a PATH.
  const variables = [...variablesOf(config.Env)].filter(
    ([name, value]) => name !== 'PATH' && before.get(name) !== value && !namesOf('ENV').includes(name),
  );
  const ports = new Set([...keysOf(base.ExposedPorts), ...namesOf('EXPOSE').flatMap(portsOf)]);
  const volumes = new Set([...keysOf(base.Volumes), ...namesOf('VOLUME')].map(withoutSlash));
  // What a variable names may be any of them.
  const areNamed = (wanted: string): boolean =>
    !written.some(({ keyword, text }) => keyword === wanted && text.includes('$'));
  const leftPorts = keysOf(config.ExposedPorts).filter((port) => !ports.has(port));
  const leftVolumes = keysOf(config.Volumes).filter((path) => !volumes.has(withoutSlash(path)));
  const singles = Object.entries(single).filter(
    ([keyword, field]) => !isStated(keyword) && !isEmpty(config[field]) && !sameForm(config[field], base[field]),
  );
  return [
    ...variables.map(([name]) => `ENV ${name}`),
    ...(areNamed('EXPOSE') ? leftPorts.map((port) => `EXPOSE ${port}`) : []),
    ...(areNamed('VOLUME') ? leftVolumes.map((path) => `VOLUME ${path}`) : []),
    ...singles.map(([keyword]) => keyword),
  ];
}

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/$/, '');

/** Every image has a working folder, and the root is what it has when none was set. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === '/' ||
  (Array.isArray(value) && value.length === 0);
