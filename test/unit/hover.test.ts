import { beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../../core/src/shell/shell.ts';
import { plain } from '../../core/src/text.ts';
import { flagEffects } from '../../server/src/hover/flags.ts';
import { hoverAt } from '../../server/src/hover/hover.ts';
import { caches, effects, instructionLink, isKeyword } from '../../server/src/hover/instructions.ts';
import { dockerfileSubject } from '../../server/src/lint/subject.ts';
import { loadTestShell } from '../support/shell.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await loadTestShell();
});

/** The hover on the first place where `target` stands. */
function hoverOn(text: string, target: string): string | null {
  const before = text.slice(0, text.indexOf(target)).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return hoverAt(dockerfileSubject(text, shell, null), position, plain)?.markdown ?? null;
}

describe('the table of instructions', () => {
  // https://docs.docker.com/reference/dockerfile/#overview
  const all =
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR';

  it('has every instruction, with its effect on the image and on the cache', () => {
    expect(Object.keys(effects.sentences).join(' ')).toBe(all);
    expect(Object.keys(caches.sentences).join(' ')).toBe(all);
  });

  it.each(all.split(' '))('explains %s on its keyword, in any case', (keyword) => {
    const text = `FROM a\n${keyword.toLowerCase()} x y\n`;
    const hover = hoverAt(dockerfileSubject(text, shell, null), { line: 1, character: 1 }, plain);
    expect(hover?.markdown).toContain(`**${keyword}**`);
    expect(isKeyword(keyword) && hover?.markdown.includes(instructionLink(keyword))).toBe(true);
    expect(hover?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 1, character: keyword.length } });
  });
});

describe('flags and directives', () => {
  it.each(Object.keys(flagEffects.sentences))('explains %s', (key) => {
    const [keyword = '', flag = ''] = key.split(' ');
    const text = keyword === 'FROM' ? `FROM ${flag}=x a\n` : `FROM a\n${keyword} ${flag}=x y z\n`;
    expect(hoverOn(text, flag)).toContain(`**${key}**`);
  });

  it('explains the type of a mount', () => {
    expect(hoverOn('FROM a\nRUN --mount=type=cache,target=/x y\n', '--mount')).toContain(
      'does not decide whether the command runs again',
    );
    expect(hoverOn('FROM a\nRUN --mount=target=/x y\n', '--mount')).toContain('(bind)');
  });

  it('explains flags of ADD that COPY has too', () => {
    expect(hoverOn('FROM a\nADD --chown=x . /\n', '--chown')).toContain('**COPY --chown**');
  });

  it('explains directives', () => {
    expect(hoverOn('# syntax=docker/dockerfile:1\nFROM a\n', 'syntax')).toContain('**# syntax**');
  });

  it('says nothing of unknown flags, of arguments and of comments', () => {
    expect(hoverOn('FROM a\nRUN --nope=x y\n', '--nope')).toBeNull();
    expect(hoverOn('FROM a\nRUN npm ci\n', 'npm')).toBeNull();
    expect(hoverOn('FROM a\n# RUN\n', 'RUN')).toBeNull();
  });
});

describe('what is special about a line', () => {
  const text = [
    'ARG BASE=node:22',
    'FROM $BASE AS build',
    'ARG VERSION',
    'ARG UNUSED=1',
    'COPY package.json package-lock.json ./',
    'RUN npm ci',
    'ENV MODE=production',
    'COPY . .',
    'RUN npm run build -- $VERSION',
    'FROM scratch AS other',
    'FROM nginx',
    'COPY --from=build /app/dist /usr/share/nginx/html',
  ].join('\n');

  it.each([
    ['COPY package.json', 'only `package.json`, `package-lock.json` count'],
    ['COPY package.json', 'reruns 3 instructions below (6, 8, 9)'],
    ['COPY . .', 'any file of the build context'],
    ['COPY . .', 'reruns 1 instruction below (9)'],
    ['ARG VERSION', '`VERSION` is first used in line 9'],
    ['ARG UNUSED', 'no instruction below names `UNUSED`'],
    ['RUN npm ci', 'build arguments `VERSION`, `UNUSED` are part of it'],
    ['ENV MODE', 'RUN instructions below that have it in their environment: 1'],
    ['FROM $BASE', 'other stages take files from this one, or are built on it (lines 12)'],
    ['FROM scratch', 'no other stage uses this one'],
  ])('%s: %s', (target, expected) => expect(hoverOn(text, target)).toContain(expected));

  it('shows names from the file as they are, not as Markdown', () => {
    expect(hoverOn('FROM a\nCOPY x](y).js `z`.js /\n', 'COPY')).toContain('`x](y).js`, `` `z`.js ``');
  });

  it('explains the trigger of ONBUILD', () => {
    const hover = hoverOn('FROM a\nONBUILD COPY . /x\n', 'COPY');
    expect(hover).toContain('Runs in builds FROM this image');
    expect(hover).toContain('**COPY**');
  });
});
