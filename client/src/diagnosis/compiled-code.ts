/** What the first bytes of a `.pyc` say: https://peps.python.org/pep-0552/ */
export interface BytecodeHeader {
  /** `times`: the source's time (seconds) and size decide; `hash`: the source's hash does; `never`: nothing is checked. */
  readonly check: 'times' | 'hash' | 'never';
  readonly modifiedSeconds: number;
  readonly size: number;
}

const headerLength = 16;

/** Returns the header of a `.pyc` of Python 3.7 or later, null for anything shorter. */
export function bytecodeHeader(content: Uint8Array): BytecodeHeader | null {
  if (content.length < headerLength) return null;
  const view = new DataView(content.buffer, content.byteOffset, headerLength);
  const flags = view.getUint32(4, true);
  const check = flags === 0 ? 'times' : (flags & 2) === 0 ? 'never' : 'hash';
  return { check, modifiedSeconds: view.getUint32(8, true), size: view.getUint32(12, true) };
}

/** Returns whether Python takes the compiled code for that of a source with this time and size. */
export const isTrusted = (
  header: BytecodeHeader,
  source: { readonly modifiedMs: number; readonly size: number },
): boolean =>
  header.check === 'never' ||
  (header.check === 'times' &&
    header.modifiedSeconds === Math.floor(source.modifiedMs / 1000) % 2 ** 32 &&
    header.size === source.size % 2 ** 32);

/**
 * Returns how many words of a Python source its compiled code lacks: names that are defined or assigned at the beginning of a line, and
 * the words of plain strings, numbers that are assigned alone. Compiled code keeps these as they are; what it may lack (comments, formatted strings)
 * is not looked for.
 */
export function missingWords(source: string, compiled: Uint8Array): number {
  const text = Buffer.from(compiled).toString('latin1');
  const code = source.replace(/("""|''')[\s\S]*?\1/g, '').replace(/#[^\n"']*$/gm, '');
  const strings = [...code.matchAll(/(?<![\w"'\\])(?:(["'])([^"'\\\n{}%]{2,})\1)/g)].map(([, , words = '']) => words);
  const names = [...code.matchAll(/^(?:def|class)\s+(\w+)/gm)].map(([, name = '']) => name);
  const words = [...names, ...strings.flatMap((each) => each.split(/[^A-Za-z0-9_]+/))].filter(
    (word) => word.length > 1,
  );
  const numbers = [...code.replace(/(["']).*?\1/g, '""').matchAll(loneNumber)].map(([, digits = '']) => Number(digits));
  return (
    [...new Set(words)].filter((word) => !text.includes(word)).length +
    [...new Set(numbers)].filter((number) => lacksNumber(text, compiled, number)).length
  );
}

/** A number that is assigned, returned or passed on its own: none that Python may have reckoned into another one. */
const loneNumber = /(?:^\s*\w+\s*=|\breturn|[(,])\s*(\d{1,9})\s*(?=$|[,)])/gm;

/** Python 3.14 writes small numbers into its instructions; before, each is a constant of its own: `i`, with or without the mark 0x80. */
function lacksNumber(text: string, compiled: Uint8Array, number: number): boolean {
  const magic = new DataView(compiled.buffer, compiled.byteOffset).getUint16(0, true);
  if (magic >= firstWithSmallNumbers && number < 256) return false;
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(number);
  const written = bytes.toString('latin1');
  return !text.includes(`i${written}`) && !text.includes(`\u00e9${written}`);
}

/** https://github.com/python/cpython/blob/main/Include/internal/pycore_magic_number.h */
const firstWithSmallNumbers = 3600;

/** A settings file of PHP, or its command line; of one setting that stands in several, the last counts. */
export interface PhpSettings {
  readonly path: string;
  readonly text: string;
}

/** A setting of PHP, and the line (from one) where it stands. */
export interface PhpSetting {
  readonly path: string;
  readonly line: number;
  readonly setting: string;
}

/**
 * Returns the setting that keeps PHP from looking at a file that was changed `agoSeconds` ago, null when none does. `files` are in the
 * order in which PHP reads them, and `variables` the container's, which a settings file may put in
 * (https://www.php.net/manual/en/opcache.configuration.php).
 */
export function unwatchedOpcodes(
  files: readonly PhpSettings[],
  variables: ReadonlyMap<string, string>,
  agoSeconds: number,
): PhpSetting | null {
  const last = (name: string) => files.flatMap((file) => statementsOf(file, name, variables)).at(-1);
  const enabled = last('opcache.enable');
  if (enabled && isOff(enabled.value)) return null;
  const watching = last('opcache.validate_timestamps');
  if (watching && isOff(watching.value))
    return { path: watching.path, line: watching.line, setting: 'opcache.validate_timestamps=0' };
  const frequency = last('opcache.revalidate_freq');
  const seconds = Number(frequency?.value);
  return frequency && seconds > agoSeconds
    ? { path: frequency.path, line: frequency.line, setting: `opcache.revalidate_freq=${seconds}` }
    : null;
}

const isOff = (value: string): boolean => /^(0|off|false|no|none|)$/i.test(value);

function statementsOf({ path, text }: PhpSettings, name: string, variables: ReadonlyMap<string, string>) {
  const pattern = new RegExp(
    `^\\s*(?:php(?:_admin)?_(?:value|flag)\\[)?${name.replace('.', '\\.')}\\]?\\s*=\\s*("[^"]*"|[^;]*)`,
    'i',
  );
  return text.split('\n').flatMap((line, index) => {
    const stated = pattern.exec(line)?.[1];
    if (stated === undefined) return [];
    const plain = stated.trim().replace(/^"|"$/g, '');
    // PHP 8.3 and later take a value after `:-` for a variable that is not set.
    const put = (_: string, variable: string, fallback = ''): string => variables.get(variable) ?? fallback;
    const value = plain.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, put).trim();
    return [{ path, line: index + 1, value }];
  });
}
