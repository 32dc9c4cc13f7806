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
  });
});

describe('settings of PHP', () => {
  it.each([
    ['opcache.enable=1\nopcache.validate_timestamps = 0\n', 2],
    ['opcache.validate_timestamps=Off ; faster', 1],
  ])('%j keeps it from looking', (ini, line) => {
    expect(unwatchedOpcodes(ini)?.line).toBe(line);
  });

  it.each([
    'opcache.validate_timestamps=1',
    '; opcache.validate_timestamps=0',
    'opcache.validate_timestamps=0\nopcache.validate_timestamps=1',
  ])('%j does not', (ini) => {
    expect(unwatchedOpcodes(ini)).toBeNull();
  });
});
