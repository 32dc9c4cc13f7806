import { severities, type Severity } from './lint/define-rule.ts';

/** How a rule is reported: under a severity of the user's choice, not at all, or as the rule itself says. */
export type Level = Severity | 'off' | 'default';

/** All levels, as the setting offers them. */
export const levels: readonly Level[] = ['default', ...severities, 'off'];

/** The setting that holds a level for each rule; its properties are written by `generate.ts` from the rules. */
export const rulesSetting = {
  key: 'unstale.rules',
  description: 'How each rule is reported: with its own severity (`default`), with another one, or not at all (`off`).',
} as const;

/** The server's settings as the code uses them. */
export interface Settings {
  readonly rules: Readonly<Record<string, Level>>;
}

/** What holds where nothing is set. */
export const defaultSettings: Settings = { rules: {} };

/** Returns the settings in `raw`, the value of the section `unstale`; what makes no sense is ignored. */
export function readSettings(raw: unknown): Settings {
  const rules = isObject(raw) && isObject(raw.rules) ? raw.rules : {};
  const known = Object.entries(rules).filter((entry): entry is [string, Level] =>
    levels.some((level) => level === entry[1]),
  );
  return { rules: Object.fromEntries(known) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
