import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { causes } from '../../client/src/diagnosis/causes/index.ts';
import { rules } from '../../server/src/rules/index.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const bundle = JSON.parse(read('l10n/bundle.l10n.json')) as Record<string, string>;
const manifest = JSON.parse(read('package.json')) as {
  contributes: {
    commands: { command: string }[];
    menus: Record<string, { command: string }[]>;
    configuration: { properties: Record<string, { properties?: Record<string, unknown> }> };
  };
};
const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;

describe.each(rules.map((rule) => [rule.id, rule] as const))('the rule %s', (id, rule) => {
  it('speaks in short sentences', () => {
    for (const sentence of Object.values(rule.messages)) expect(sentence.length).toBeLessThanOrEqual(90);
    expect(rule.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.why).toMatch(/^[A-Z][\s\S]*\.$/);
  });

  it('links to pages by https, to each once', () => {
    expect(rule.links.length).toBeGreaterThan(0);
    expect(new Set(rule.links).size).toBe(rule.links.length);
    for (const link of rule.links) expect(link).toMatch(/^https:\/\//);
  });

  it('names its relatives by tool and id', () => {
    for (const name of rule.same) expect(name).toMatch(/^(hadolint\/DL\d{4}|buildkit\/[A-Z]\w+)$/);
  });

  it('stands in the setting, the docs and the catalogue', () => {
    expect(Object.keys(manifest.contributes.configuration.properties['unstale.rules']?.properties ?? {})).toContain(id);
    expect(read('docs/rules.md')).toContain(`## ${id}\n`);
    for (const sentence of [rule.summary, rule.why, ...Object.values(rule.messages)]) {
      expect(bundle[sentence]).toBe(sentence);
    }
  });
});

describe.each(causes.map((cause) => [cause.id, cause] as const))('the cause %s', (id, cause) => {
  it('stands in the docs and the catalogue', () => {
    expect(read('docs/causes.md')).toContain(`## ${id}\n`);
    for (const sentence of [cause.title, cause.why, ...Object.values(cause.messages)]) {
      expect(bundle[sentence]).toBe(sentence);
    }
  });

  it('speaks before causes that exist', () => {
    const ids = causes.map((other) => other.id);
    for (const other of cause.outranks ?? []) expect(ids).toContain(other);
    expect(cause.outranks ?? []).not.toContain(id);
  });

  it('comes after causes of its own hop only', () => {
    for (const other of cause.follows ?? []) expect(causes.find((each) => each.id === other)?.hop).toBe(cause.hop);
  });

  it('says which evidence it needs', () => expect(cause.needs.length).toBeGreaterThan(0));
});

describe('the manifest', () => {
  it('has a text for each key it names, and names each text', () => {
    const named = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect([...new Set(named)].sort()).toEqual(Object.keys(texts).sort());
  });

  it('puts only commands into menus that it contributes', () => {
    const ids = manifest.contributes.commands.map(({ command }) => command);
    const used = Object.values(manifest.contributes.menus).flatMap((rows) => rows.map(({ command }) => command));
    expect(used.filter((command) => !ids.includes(command))).toEqual([]);
  });
});
