import type { ImageSetting } from '../../../core/src/dockerfile/image-settings.ts';
import { sameForm } from './container-options.ts';
import { variablesOf } from './compare-settings.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns whether a configuration, an image's or a container's, has a setting as the Dockerfile states it; null where the Dockerfile alone does
 * not decide its value. Engines leave out what is empty.
 */
export function hasSetting(config: Fields, { keyword, name, value }: ImageSetting): boolean | null {
  if (value === null) return null;
  switch (keyword) {
    case 'ENV':
      return variablesOf(config.Env).get(name) === value;
    case 'LABEL':
      return fields(config.Labels)[name] === value;
    case 'EXPOSE':
      return portsOf(name).every((port) => port in fields(config.ExposedPorts));
    case 'VOLUME':
      return name in fields(config.Volumes) || name.replace(/\/$/, '') in fields(config.Volumes);
    case 'CMD':
      return sameWords(config.Cmd, value);
    case 'ENTRYPOINT':
      return sameWords(config.Entrypoint, value);
    case 'SHELL':
      return sameWords(config.Shell, value);
    case 'USER':
      return (config.User ?? '') === value;
    case 'WORKDIR':
      return ((config.WorkingDir as string | undefined) || '/') === value;
    case 'STOPSIGNAL':
      return (config.StopSignal ?? '') === value;
    case 'HEALTHCHECK':
      return hasHealthcheck(fields(config.Healthcheck), fields(value));
    default:
      return null;
  }
}

/**
 * Returns whether a container has nothing of a name that its image would have given it: options at its start may change a variable, a label or
 * a port, and take none away. Null for settings that options replace.
 */
export function lacksByName(config: Fields, { keyword, name }: ImageSetting): boolean | null {
  if (keyword === 'ENV') return !variablesOf(config.Env).has(name);
  if (keyword === 'LABEL') return !(name in fields(config.Labels));
  if (keyword === 'EXPOSE') return !portsOf(name).some((port) => port in fields(config.ExposedPorts));
  return null;
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const sameWords = (seen: unknown, wanted: unknown): boolean => sameForm(squeezed(seen), squeezed(wanted));

/** Blanks in a command that stands on several lines are kept by some builders and not by others. */
const squeezed = (words: unknown): readonly string[] =>
  (Array.isArray(words) ? words : []).map((word) => String(word).replace(/\s+/g, ' ').trim());

const hasHealthcheck = (seen: Fields, wanted: Fields): boolean =>
  sameWords(seen.Test, wanted.Test) &&
  ['Interval', 'Timeout', 'StartPeriod', 'Retries'].every((key) => (seen[key] ?? 0) === (wanted[key] ?? 0));

/** Returns the ports that a word of EXPOSE names, each with its protocol. */
export function portsOf(name: string): readonly string[] {
  const [, first, last, protocol = 'tcp'] = /^(\d+)(?:-(\d+))?\/(\w+)$/.exec(name) ?? [];
  if (first === undefined) return [name];
  const count = Math.min(Number(last ?? first) - Number(first), 1000) + 1;
  return Array.from({ length: Math.max(count, 1) }, (_, index) => `${Number(first) + index}/${protocol}`);
}
