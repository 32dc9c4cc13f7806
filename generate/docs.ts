import { settings as clientSettings, type SettingRow } from '../client/src/settings.ts';
import { levels, rulesSetting } from '../server/src/settings.ts';
import { catalogue, leftOut } from './catalogue.ts';
import type { Section, Sources } from './sources.ts';

const notice = '<!-- Written by generate.ts. -->';

/** The pages for readers: one anchor for each rule, cause and setting. */
export const docs: Section = (sources) => [
  { file: 'docs/rules.md', content: page('Rules', ruleIntroduction, sources.rules.map(ruleEntry)) },
  { file: 'docs/causes.md', content: page('Causes', causeIntroduction, causeEntries(sources)) },
  { file: 'docs/settings.md', content: page('Settings', settingIntroduction, settingEntries(sources)) },
];

const ruleIntroduction = `What Unstale finds in a Dockerfile before it costs a build. The level of each rule is set in \`${rulesSetting.key}\`.
To silence a rule for one instruction, write \`# unstale ignore=rule-id\` on the line above it (several ids are separated by commas);
\`# unstale global ignore=rule-id\` silences it for the whole file. Comments for hadolint and \`# check=skip=\` for BuildKit count for the rules that
name them below.`;

const causeIntroduction = `The ways in which a change can fail to reach a container, one for each verdict that \`unstale why\` gives. Each names the hop at which the change is lost. A
verdict is *confirmed* when content was compared or the engine states it in a field, *likely* when two independent indications agree; what
is only *possible* is noticed beside the verdict and never is one. Ids are public and stay.`;

const settingIntroduction = `All settings of the extension.`;

const page = (title: string, introduction: string, entries: readonly string[]): string =>
  `${notice}\n\n# ${title}\n\n${introduction}\n\n${entries.join('\n')}`;

function ruleEntry({
  id,
  summary,
  why,
  severity,
  same,
  links,
  bad,
  good,
  exampleContext,
}: Sources['rules'][number]): string {
  return lines([
    `## ${id}`,
    '',
    `**${summary}** (${severity})`,
    '',
    why,
    '',
    ...(exampleContext ? ['With this ignore file:', '', ...fenced('ignore', exampleContext.ignoreFile), ''] : []),
    'Found:',
    '',
    ...fenced('dockerfile', bad),
    '',
    'Not found:',
    '',
    ...fenced('dockerfile', good),
    '',
    ...(same.length > 0 ? [`Related: ${same.map((one) => `\`${one}\``).join(', ')}`, ''] : []),
    ...links.map((link) => `- <${link}>`),
  ]);
}

/** The causes, and why the rest of the catalogue is not among them. */
function causeEntries({ causes }: Sources): string[] {
  const built = new Set(causes.map(({ id }) => id));
  const rest = catalogue.filter((id) => !built.has(id));
  const reasons = rest.map((id) => `- \`${id}\`: ${leftOut[id] ?? ''}`);
  if (reasons.length === 0) return causes.map(causeEntry);
  const heading = [
    '## Left out',
    '',
    'Other ways in which a change gets lost, and why none of them is a verdict of its own:',
    '',
  ];
  return [...causes.map(causeEntry), lines([...heading, ...reasons])];
}

const causeEntry = ({ id, hop, title, why, needs, certainties, outranks = [] }: Sources['causes'][number]): string =>
  lines([
    `## ${id}`,
    '',
    `**${title}** (hop: ${hop}; ${certainties.join(' or ')})`,
    '',
    why,
    '',
    `Needs: ${needs.map((key) => `\`${key}\``).join(', ')}`,
    ...(outranks.length > 0
      ? ['', `Speaks before: ${outranks.map((other) => `[${other}](#${other})`).join(', ')}`]
      : []),
  ]);

function settingEntries({ rules }: Sources): string[] {
  const general = Object.entries<SettingRow>(clientSettings).map(([key, row]) =>
    lines([`## ${key}`, '', row.description, '', `${typeOf(row)}, default \`${JSON.stringify(row.default)}\``]),
  );
  const rows = rules.map(({ id, severity, summary }) => `| [${id}](rules.md#${id}) | ${severity} | ${summary} |`);
  const table = ['| rule | its own severity | |', '|---|---|---|', ...rows];
  const offered = levels.map((level) => `\`${level}\``).join(', ');
  const heading = [`## ${rulesSetting.key}`, '', rulesSetting.description, '', `An object: rule id → ${offered}.`, ''];
  return [...general, lines([...heading, ...table])];
}

/** The values that a setting offers, else its type. */
const typeOf = ({ type, enum: offered }: SettingRow): string =>
  offered?.map((value) => `\`${JSON.stringify(value)}\``).join(', ') ?? type;

const fenced = (language: string, content: string): string[] => [`\`\`\`${language}`, content.trimEnd(), '```'];
const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
