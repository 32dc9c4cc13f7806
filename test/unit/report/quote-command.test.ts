import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { hasHidden } from '../../../core/src/escape.ts';
import { commandLine, quoteCommand } from '../../../client/src/diagnosis/report/quote-command.ts';

test.each([
  [
    ['docker', 'compose', '-f', 'compose.yaml', 'up', '-d', '--build', 'web'],
    'docker compose -f compose.yaml up -d --build web',
  ],
  [['docker', 'rm', 'a b'], "docker rm 'a b'"],
  [['docker', "it's"], "docker 'it'\\''s'"],
  [['docker', ''], "docker ''"],
  [['docker', '--build-arg=A=1', '~/x', '=ls'], "docker --build-arg=A=1 '~/x' '=ls'"],
  [['A=1', 'A=1'], "'A=1' A=1"],
  [['docker', '$(reboot)', '`id`', '!!'], "docker '$(reboot)' '`id`' '!!'"],
  [['docker', 'a\nb\u001b[0m'], "docker $'a\\012b\\033[0m'"],
])('%j is quoted only where it must be', (command, expected) => {
  expect(quoteCommand(command)).toBe(expected);
});

const nasty = [
  'plain',
  '',
  ' ',
  "it's",
  "'",
  '"$HOME"',
  '$(echo no)',
  '`echo no`',
  'a\\b',
  '*',
  '~',
  '#x',
  'a;b|c&d>e<f',
  '{a,b}',
  '!1',
  '日本語',
  '-n',
];

/** Returns the arguments that a shell makes of a pasted line. */
const readBy = (shell: string, line: string): string[] =>
  execFileSync(shell, ['-c', `printf '%s\\0' ${line}`], {
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
    .split('\0')
    .slice(0, -1);

describe('a real shell', () => {
  test('reads back exactly the arguments that were quoted', () => {
    expect(readBy('/bin/sh', quoteCommand(nasty))).toEqual(nasty);
  });

  test('reads back characters that are not shown raw', () => {
    const hidden = ["new\nline's", 'esc\u001b[31m', 'back\\slash\t', 'bidi\u202eexe.txt', '\u009b'];
    expect(hasHidden(quoteCommand(hidden))).toBe(false);
    expect(readBy('/bin/bash', quoteCommand(hidden))).toEqual(hidden);
  });
});

test('a line to run quotes what is filled in, and leaves the answer as it is', () => {
  const path = "/app/it's here.js";
  expect(commandLine`docker cp ${'web'}:${path} - | tar -xO → ${'sha256:12…'}`).toBe(
    "docker cp web:'/app/it'\\''s here.js' - | tar -xO → sha256:12…",
  );
  expect(commandLine`stat -c %y ${'/app/plain.js'}`).toBe('stat -c %y /app/plain.js');
});
