import { beforeAll, expect, it } from 'vitest';
import type { Shell } from '../../core/src/shell/shell.ts';
import { plain } from '../../core/src/text.ts';
import { lint } from '../../server/src/lint/lint.ts';
import { dockerfileSubject } from '../../server/src/lint/subject.ts';
import { defaultSettings } from '../../server/src/settings.ts';
import { applyEdits } from '../support/apply-edits.ts';
import { loadTestShell } from '../support/shell.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await loadTestShell();
});

const findingsOf = (text: string) => lint(dockerfileSubject(text, shell, null), defaultSettings).findings;

it('keeps the line ends of Windows', () => {
  const text = 'FROM node:22\r\nWORKDIR /app\r\nCOPY . .\r\nRUN npm ci && \\\r\n    npm run lint\r\nUSER node\r\n';
  const [fix] = findingsOf(text)[0]?.fixes ?? [];
  expect(applyEdits(text, fix?.edits ?? [])).toBe(
    'FROM node:22\r\nWORKDIR /app\r\nCOPY package.json package-lock.json* npm-shrinkwrap.json* .npmrc* ./\r\n' +
      'RUN npm ci\r\nCOPY . .\r\nRUN npm run lint\r\nUSER node\r\n',
  );
});

it('works where the last line has no line break', () => {
  const text = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN yarn';
  const [fix] = findingsOf(text)[0]?.fixes ?? [];
  expect(applyEdits(text, fix?.edits ?? [])).toBe(
    'FROM node:22\nWORKDIR /app\nCOPY package.json yarn.lock* .yarnrc* .npmrc* ./\nRUN yarn\nCOPY . .',
  );
});

it('brings the manifests of an install in between along', () => {
  const text = 'FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nRUN npm ci\n';
  const findings = findingsOf(text);
  expect(findings.map(({ message }) => plain(message))).toEqual([
    '. is copied before pip install -r requirements.txt: every source edit reruns it',
    '. is copied before npm ci: every source edit reruns it',
  ]);
  expect(applyEdits(text, findings[1]?.fixes[0]?.edits ?? [])).toBe(
    'FROM python:3.12\nWORKDIR /app\nCOPY requirements.txt ./\n' +
      'COPY package.json package-lock.json* npm-shrinkwrap.json* .npmrc* ./\n' +
      'RUN pip install -r requirements.txt\nRUN npm ci\nCOPY . .\n',
  );
});

it('keeps the escape character that the file chose', () => {
  const text = '# escape=`\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci && `\n    npm run build\n';
  const [fix] = findingsOf(text)[0]?.fixes ?? [];
  expect(applyEdits(text, fix?.edits ?? [])).toContain('RUN npm ci\nCOPY . .\nRUN npm run build\n');
});
