import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import type { RegisteredRule } from '../../../server/src/lint/define-rule.ts';
import { lint } from '../../../server/src/lint/lint.ts';
import { dockerfileSubject } from '../../../server/src/lint/subject.ts';
import { noShell } from '../../../server/src/load-shell.ts';
import { defaultSettings } from '../../../server/src/settings.ts';

/** A rule that complains about each RUN. */
const everyRun: RegisteredRule = {
  id: 'every-run',
  on: 'dockerfile',
  severity: 'warning',
  summary: '',
  why: '',
  bad: '',
  good: '',
  same: ['hadolint/DL3003', 'buildkit/JSONArgsRecommended'],
  links: [],
  messages: { run: 'A RUN' },
  check: ({ dockerfile }, report) =>
    dockerfile.stages.forEach((stage) =>
      stage.instructions.filter(({ keyword }) => keyword === 'RUN').forEach(({ range }) => report('run', range, {})),
    ),
};

const linesFound = (text: string, ...rules: RegisteredRule[]): number[] =>
  lint(dockerfileSubject(parseDockerfile(text), noShell, null), defaultSettings, [everyRun, ...rules]).findings.map(
    ({ range }) => range.start.line,
  );

describe('ignore comments', () => {
  it.each([
    ['silences the next instruction', 'FROM a\n# unstale ignore=every-run\nRUN x\nRUN y\n', [3]],
    ['may name several rules', 'FROM a\n# unstale ignore=other, every-run\nRUN x\n', []],
    ['of another rule silences nothing', 'FROM a\n# unstale ignore=every\nRUN x\n', [2]],
    ['may stand inside the instruction', 'FROM a\nRUN x \\\n  # unstale ignore=every-run\n  y\nRUN z\n', [4]],
    ['may have comments and empty lines below it', 'FROM a\n# unstale ignore=every-run\n# why\n\nRUN x\n', []],
    ['for the whole file', 'FROM a\nRUN x\n# unstale global ignore=every-run\nRUN y\n', []],
    [
      'of hadolint counts for relatives',
      'FROM a\n# hadolint ignore=DL3003\nRUN x\n# hadolint ignore=DL3004\nRUN y\n',
      [4],
    ],
    ['of hadolint for the whole file', '# hadolint global ignore=DL3003\nFROM a\nRUN x\n', []],
    ['of BuildKit above an instruction', 'FROM a\n# check=skip=JSONArgsRecommended\nRUN x\nRUN y\n', [3]],
    ['of BuildKit for the whole file', '# check=skip=Other,JSONArgsRecommended;error=true\nFROM a\nRUN x\n', []],
    ['of BuildKit that skips all', '# check=skip=all\nFROM a\nRUN x\n', []],
    ['in a heredoc is none', 'FROM a\nRUN <<E\n# unstale ignore=every-run\nE\n', [1]],
  ])('%s', (_, text, expected) => expect(linesFound(text)).toEqual(expected));
});

describe('a rule that throws', () => {
  it('is reported, and does not disturb the others', () => {
    const broken: RegisteredRule = {
      ...everyRun,
      id: 'broken',
      check: () => {
        throw new Error('no');
      },
    };
    const subject = dockerfileSubject('FROM a\nRUN x\n', noShell, null);
    const { findings, crashed } = lint(subject, defaultSettings, [broken, everyRun]);
    expect(findings.map(({ rule }) => rule)).toEqual(['every-run']);
    expect(crashed).toEqual([{ rule: 'broken', error: 'no' }]);
  });
});
