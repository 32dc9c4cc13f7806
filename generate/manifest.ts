import * as client from '../client/src/commands/manifest.ts';
import { settings as clientSettings, type SettingRow } from '../client/src/settings.ts';
import { levels, rulesSetting } from '../server/src/settings.ts';
import type { Product, Section, Sources } from './sources.ts';

/**
 * `package.json`, of which only `contributes`, `activationEvents` and `capabilities` are derived, and `package.nls.json` with
 * the English texts. What is written by hand in `contributes` under other keys stays.
 */
export const manifest: Section = (sources): Product[] => {
  const texts = new Map<string, string>();
  const say = (key: string, english: string): string => {
    texts.set(key, english);
    return `%${key}%`;
  };
  const { contributes: written } = sources.packageJson as { contributes?: Record<string, unknown> };
  const packageJson = {
    ...sources.packageJson,
    activationEvents: client.activationEvents,
    capabilities: capabilities(say),
    contributes: { ...written, ...commands(say), ...views(say), configuration: configuration(sources, say) },
  };
  return [
    { file: 'package.json', content: `${JSON.stringify(packageJson, null, 2)}\n` },
    { file: 'package.nls.json', content: `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n` },
  ];
};

type Say = (key: string, english: string) => string;

const restrictedSettings = Object.entries(clientSettings).flatMap(([key, { isRestricted }]) =>
  isRestricted ? [key] : [],
);

const capabilities = (say: Say) => ({
  untrustedWorkspaces: {
    supported: 'limited',
    description: say('capabilities.untrustedWorkspaces', client.untrustedWorkspaces),
    restrictedConfigurations: restrictedSettings,
  },
  virtualWorkspaces: {
    supported: 'limited',
    description: say('capabilities.virtualWorkspaces', client.virtualWorkspaces),
  },
});

function commands(say: Say) {
  const rows: readonly client.CommandRow[] = client.commands;
  const hidden = rows.flatMap(({ id, palette }) => (palette === undefined ? [] : [{ command: id, when: palette }]));
  const category = say('category', client.category);
  return {
    commands: rows.map(({ id, title, icon, enablement }) => ({
      command: id,
      title: say(`${id}.title`, title),
      category,
      icon,
      enablement,
    })),
    menus: { ...(hidden.length > 0 ? { commandPalette: hidden } : {}), ...client.menus },
  };
}

function views(say: Say) {
  const named = Object.entries(client.views).map(([container, rows]) => [
    container,
    rows.map((row) => ({ ...row, name: say(`${row.id}.name`, row.name) })),
  ]);
  const containers = Object.entries(client.viewsContainers).map(([place, rows]) => [
    place,
    rows.map((row) => ({ ...row, title: say(`${row.id}.title`, row.title) })),
  ]);
  return {
    viewsContainers: Object.fromEntries(containers) as unknown,
    views: Object.fromEntries(named) as unknown,
    viewsWelcome: client.viewsWelcome.map((row, index) => ({
      ...row,
      contents: say(`${row.view}.welcome.${index}`, row.contents),
    })),
  };
}

function configuration({ rules }: Sources, say: Say) {
  const general = Object.entries<SettingRow>(clientSettings).map(([key, row]) => {
    const { type, default: usual, scope, minimum, maximum, enum: offered } = row;
    const markdownDescription = say(`${key}.description`, row.description);
    return [key, { type, enum: offered, default: usual, scope, minimum, maximum, markdownDescription }];
  });
  const properties = rules.map(({ id, summary }) => [
    id,
    { type: 'string', enum: levels, default: 'default', description: say(`rule.${id}`, summary) },
  ]);
  return {
    title: client.category,
    properties: {
      ...(Object.fromEntries(general) as Record<string, unknown>),
      [rulesSetting.key]: {
        type: 'object',
        default: {},
        scope: 'resource',
        additionalProperties: false,
        markdownDescription: say(`${rulesSetting.key}.description`, rulesSetting.description),
        properties: Object.fromEntries(properties) as unknown,
      },
    },
  };
}
