import { describe, expect, it } from 'vitest';
import {
  bytecodeHeader,
  isTrusted,
  missingWords,
  unwatchedOpcodes,
} from '../../../client/src/diagnosis/compiled-code.ts';
import { bytecode } from '../../support/bytecode.ts';

const source = { modifiedMs: 1_700_000_000_900, size: 20 };

describe('the header of a .pyc', () => {
  it('is trusted for a source of its size and second, and for no other', () => {
    const header = bytecodeHeader(bytecode(source, ''));
    if (!header) throw new Error('no header was read');
    expect(isTrusted(header, { ...source, modifiedMs: 1_700_000_000_100 })).toBe(true);
    expect(isTrusted(header, { ...source, size: 21 })).toBe(false);
    expect(isTrusted(header, { ...source, modifiedMs: 1_700_000_001_100 })).toBe(false);
  });

  it('needs sixteen bytes', () => {
    expect(bytecodeHeader(Buffer.alloc(8))).toBeNull();
  });
});

describe('words of a source that compiled code lacks', () => {
  it('are strings, names and numbers, and not comments', () => {
    const compiled = bytecode(source, 'price two i\u0001\u0000\u0000\u0000');
    expect(missingWords('def price():\n    return "two" # three\n', compiled)).toBe(0);
    expect(missingWords('def price():\n    return "six"\n', compiled)).toBe(1);
    expect(missingWords('PRICE = 1\n', compiled)).toBe(0);
    expect(missingWords('PRICE = 2\n', compiled)).toBe(1);
    expect(missingWords('def price():\n    return 2\n', compiled)).toBe(1);
    expect(missingWords('show("a (2)", 1)\n', compiled)).toBe(0);
  });
});

describe('settings of PHP', () => {
  const none = new Map<string, string>();
  const read = (...texts: string[]) => texts.map((text, index) => ({ path: `/etc/php/conf.d/${index}.ini`, text }));

  it.each([
    ['opcache.enable=1\nopcache.validate_timestamps = 0\n', 2],
    ['opcache.validate_timestamps=Off ; faster', 1],
    ['php_admin_value[opcache.validate_timestamps] = 0', 1],
    ['opcache.revalidate_freq=3600', 1],
  ])('%j keeps it from looking', (ini, line) => {
    expect(unwatchedOpcodes(read(ini), none, 60)?.line).toBe(line);
  });

  it.each([
    'opcache.validate_timestamps=1',
    '; opcache.validate_timestamps=0',
    'opcache.validate_timestamps=0\nopcache.validate_timestamps=1',
    'opcache.enable=0\nopcache.validate_timestamps=0',
    'opcache.revalidate_freq=2',
  ])('%j does not', (ini) => {
    expect(unwatchedOpcodes(read(ini), none, 60)).toBeNull();
  });

  it('are decided by the last file that states them', () => {
    const [off, on] = ['opcache.validate_timestamps=0', 'opcache.validate_timestamps=1'];
    expect(unwatchedOpcodes(read(off, on), none, 60)).toBeNull();
    expect(unwatchedOpcodes(read(on, off), none, 60)?.path).toBe('/etc/php/conf.d/1.ini');
  });

  it('may come from a variable of the container', () => {
    const files = read('opcache.validate_timestamps=${PHP_VALIDATE:-1}');
    expect(unwatchedOpcodes(files, new Map([['PHP_VALIDATE', '0']]), 60)).not.toBeNull();
    expect(unwatchedOpcodes(files, none, 60)).toBeNull();
  });
});
