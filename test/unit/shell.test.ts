import { beforeAll, describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../core/src/dockerfile/parse.ts';
import { commandsOfRun } from '../../core/src/shell/commands-of-run.ts';
import type { Shell } from '../../core/src/shell/shell.ts';
import { loadTestShell } from '../support/shell.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await loadTestShell();
});

/** Each command as `connector name arguments [surroundings] redirections`. */
const shown = (script: string): string[] =>
  shell
    .commandsOf(script)
    .map(({ connector, name, words, isIn, redirects }) =>
      [
        ...(connector ? [connector] : []),
        name,
        ...words.slice(1).map(({ value, isLiteral }) => (isLiteral ? value : `<${value}>`)),
        ...(isIn.length > 0 ? [`[${isIn.join(' ')}]`] : []),
        ...redirects.map(({ operator, word }) => operator + word.value),
      ].join(' '),
    );

describe('commands of a script', () => {
  it.each([
    ['cd /x && npm ci --a="b c" || true', ['cd /x', '&& npm ci --a=b c', '|| true']],
    ['FOO=1 /usr/bin/npm run build > /dev/null', ['npm run build >/dev/null']],
    [
      'while true; do cat /a; sleep 1; done; exec node "$APP"',
      ['true [loop condition]', 'cat /a [loop]', '; sleep 1 [loop]', '; exec node <$APP>'],
    ],
    ['until curl x; do :; done', ['curl x [loop condition]', ': [loop]']],
    ['for i in a b; do pip install "$i"; done | tee y', ['pip install <$i> [loop]', '| tee y']],
    ['if [ -f x ]; then . /env; fi', ['. /env [branch]']],
    ['if grep -q a b; then c; fi', ['grep -q a b [condition]', 'c [branch]']],
    ['case $1 in a) npm ci;; esac', ['npm ci [branch]']],
    [
      'f() { a b; }; f; (cd a; make) & wait',
      ['a b [function]', '; f', 'cd a [background subshell]', '; make [background subshell]', '& wait'],
    ],
    ['echo \'a b\' c\\ d "e"f', ['echo a b c d ef']],
    ['$(which npm) ci', ['$(which npm) ci', 'which npm [substitution]']],
    ['echo "never closed', ['echo']],
    ['', []],
  ])('%s', (script, expected) => expect(shown(script)).toEqual(expected));

  it('survives scripts that nest deeper than any stack', () => {
    expect(() => shell.commandsOf('('.repeat(20_000))).not.toThrow();
    expect(() => shell.commandsOf('if a; then '.repeat(5_000))).not.toThrow();
  });
});

describe('commands of a RUN', () => {
  const words = (dockerfile: string): string[][] => {
    const lines = dockerfile.split('\n');
    const parsed = parseDockerfile(dockerfile);
    const instructions = parsed.stages.flatMap((stage) => stage.instructions);
    return instructions.flatMap((instruction) =>
      commandsOfRun(parsed, instruction, shell).map((command) =>
        command.words.map(
          ({ range }) => lines[range.start.line]?.slice(range.start.character, range.end.character) ?? '',
        ),
      ),
    );
  };

  it('places words through flags, continuations, comments and empty lines', () => {
    const text = 'FROM a\nRUN --mount=type=cache,target=/x \\\n  # a comment\n  npm ci && \\\n\n  yarn \\\n  install\n';
    expect(words(text)).toEqual([
      ['npm', 'ci'],
      ['yarn', 'install'],
    ]);
  });

  it('reads heredocs that a shell runs', () => {
    expect(words('FROM a\nRUN <<EOF\nnpm ci\n\tpip install x\nEOF\n')).toEqual([
      ['npm', 'ci'],
      ['pip', 'install', 'x'],
    ]);
    expect(words('FROM a\nRUN bash -e <<-EOF\n\tnpm i\n\tEOF\n')).toEqual([
      ['bash', '-e'],
      ['npm', 'i'],
    ]);
    expect(words('FROM a\nRUN <<EOF\n#!/bin/bash -e\nnpm i\nEOF\n')).toEqual([['npm', 'i']]);
  });

  it('leaves heredocs to other interpreters alone', () => {
    expect(words('FROM a\nRUN python3 <<EOF\nnpm ci\nEOF\n')).toEqual([['python3']]);
    expect(words('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nnpm ci\nEOF\n')).toEqual([]);
    expect(words('FROM a\nRUN cat <<EOF > /x\nnpm ci\nEOF\n')).toEqual([['cat']]);
  });

  it('reads the exec form, also of a shell', () => {
    expect(words('FROM a\nRUN ["npm", "ci"]\n')).toEqual([['"npm"', '"ci"']]);
    expect(words('FROM a\nRUN ["sh", "-c", "a && b"]\n')).toEqual([['"a && b"'], ['"a && b"']]);
  });

  it('says nothing of other instructions', () => expect(words('FROM a\nCMD npm start\n')).toEqual([]));
});
