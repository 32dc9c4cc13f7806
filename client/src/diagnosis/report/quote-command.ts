import { hasHidden } from '../../../../core/src/escape.ts';

/**
 * Words that no POSIX shell reads otherwise than they stand; a first word with `=` would be an assignment:
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
const plainProgram = /^[A-Za-z0-9_@%+:,./-]+$/;
const plainArgument = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/**
 * Returns a command as one line that can be pasted into a POSIX shell and runs exactly this argument array. An argument is
 * quoted only where it needs it. Characters that must not reach a screen stand as octal escapes in `$'…'`, which bash, zsh,
 * ksh and POSIX since 2024 read (2.2.4, "Dollar-Single-Quotes").
 *
 * There is no form for cmd.exe: its quoting depends on the program that is called, and Docker's users on Windows paste into
 * PowerShell, Git Bash or WSL, which read single quotes as here (PowerShell only where no apostrophe is inside). Programs
 * take the array itself, from the JSON report.
 */
export const quoteCommand = (command: readonly string[]): string =>
  command.map((word, index) => quote(word, index === 0 ? plainProgram : plainArgument)).join(' ');

/**
 * A template of a line that a person can run to read a fact again: what is filled in is quoted where a shell needs it. What
 * stands after an arrow is the answer, not the command, and stays as it is.
 */
export function commandLine(texts: TemplateStringsArray, ...words: readonly string[]): string {
  const answerAt = texts.findIndex((text) => text.includes('→'));
  const isAnswer = (index: number) => answerAt >= 0 && index >= answerAt;
  return texts.reduce((line, text, index) => {
    const word = words[index - 1] ?? '';
    return line + (isAnswer(index - 1) ? word : quote(word, plainArgument)) + text;
  });
}

function quote(word: string, plain: RegExp): string {
  if (plain.test(word)) return word;
  if (hasHidden(word)) return `$'${[...word].map(escapeInDollarQuotes).join('')}'`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function escapeInDollarQuotes(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  if (!hasHidden(character)) return character;
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
