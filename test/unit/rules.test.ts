import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../../core/src/shell/shell.ts';
import { plain } from '../../core/src/text.ts';
import type { BuildContext } from '../../server/src/lint/build-context.ts';
import { lint, type Finding } from '../../server/src/lint/lint.ts';
import { dockerfileSubject } from '../../server/src/lint/subject.ts';
import { rules } from '../../server/src/rules/index.ts';
import { defaultSettings } from '../../server/src/settings.ts';
import { applyEdits } from '../support/apply-edits.ts';
import { exampleContext, readFixture, type ExpectedFinding, type FixtureCase } from '../support/fixture.ts';
import { loadTestShell } from '../support/shell.ts';

const folder = new URL('../fixtures/dockerfile/', import.meta.url);
let shell: Shell;
beforeAll(async () => {
  shell = await loadTestShell();
});

function findingsOf(id: string, text: string, context: BuildContext | null): readonly Finding[] {
  const { findings, crashed } = lint(
    dockerfileSubject(text, shell, context),
    defaultSettings,
    rules.filter((rule) => rule.id === id),
  );
  expect(crashed).toEqual([]);
  return findings;
}

/** The finding in the form in which a fixture marks it. */
function asMarked(id: string, { text }: FixtureCase, { message, range, fixes }: Finding): ExpectedFinding {
  const messages = rules.find((rule) => rule.id === id)?.messages ?? {};
  const name = Object.keys(messages).find((key) => messages[key] === message.english) ?? '';
  const line = text.split('\n')[range.start.line] ?? '';
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  return {
    message: name,
    line: range.start.line,
    start: range.start.character,
    end,
    fixes: fixes.map(({ title, edits }) => ({ title: plain(title), text: applyEdits(text, edits) })),
  };
}

it('has a fixture for each rule and no other', () => {
  const names = readdirSync(folder).map((name) => name.replace('.Dockerfile', ''));
  expect(names.sort()).toEqual(rules.map(({ id }) => id));
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const { files = [], ignoreFile = '' } = rule.exampleContext ?? {};
  const context = rule.exampleContext ? exampleContext(files, ignoreFile) : null;

  it('finds its bad example', () => expect(findingsOf(id, rule.bad, context).length).toBeGreaterThan(0));

  it('finds nothing in its good example', () => expect(findingsOf(id, rule.good, context)).toEqual([]));

  const file = new URL(`${id}.Dockerfile`, folder);
  const cases = existsSync(file) ? readFixture(readFileSync(file, 'utf8')) : [];

  it.each(cases.map((one) => [one.title, one] as const))('fixture: %s', (_, one) => {
    const found = findingsOf(id, one.text, one.context);
    expect(found.map((finding) => asMarked(id, one, finding))).toEqual(one.expected);
    for (const { fixes, message } of found) {
      for (const { edits } of fixes) {
        const again = findingsOf(id, applyEdits(one.text, edits), one.context);
        expect(again.map((other) => plain(other.message))).not.toContain(plain(message));
      }
    }
  });

  it('raises each of its messages in its fixture', () => {
    const raised = new Set(cases.flatMap(({ expected }) => expected.map(({ message }) => message)));
    expect([...raised].sort()).toEqual(Object.keys(rule.messages).sort());
  });

  it('has a case in which it stays silent', () => {
    expect(cases.some(({ expected }) => expected.length === 0)).toBe(true);
  });

  it('never fails on a file that is half written', () => {
    for (let end = 0; end <= rule.bad.length; end++) findingsOf(id, rule.bad.slice(0, end), context);
  });
});
