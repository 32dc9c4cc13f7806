import { describe, expect, it } from 'vitest';
import { parseEnvironmentFile } from '../../../../core/src/compose/environment-file.ts';
import { interpolate } from '../../../../core/src/compose/interpolate.ts';
import { parseShortVolume } from '../../../../core/src/compose/volume-syntax.ts';

const variables: Readonly<Record<string, string>> = { A: 'a', EMPTY: '', _x1: 'u' };
const lookup = (name: string): string | undefined => (Object.hasOwn(variables, name) ? variables[name] : undefined);

describe('variables in a value', () => {
  it.each([
    ['plain', 'plain'],
    ['$A-${A}-$_x1.b', 'a-a-u.b'],
    ['$$A $${A} $$$A', '$A ${A} $a'],
    ['${EMPTY:-d}|${EMPTY-d}|${N:-d}|${N-d}', 'd||d|d'],
    ['${A:+y}|${EMPTY:+y}|${EMPTY+y}|${N+y}', 'y||y|'],
    ['${N:-${M:-${A}}}/${N:-a:b-c}', 'a/a:b-c'],
    ['${A:?x}${EMPTY?x}', 'a'],
    ['${N:-}', ''],
  ])('%s gives %s', (template, value) => {
    expect(interpolate(template, lookup)).toEqual({ value, unset: [], required: [], isMalformed: false });
  });

  it('that are missing are named', () => {
    expect(interpolate('$N${M}${O:?why}', lookup)).toEqual({
      value: '',
      unset: ['N', 'M'],
      required: ['O'],
      isMalformed: false,
    });
  });

  it.each(['$', '${', '${}', '${A', '$1', '${A!}', '${ A }', '${N:-'.repeat(30) + '}'.repeat(30)])(
    '%s is malformed',
    (template) => {
      expect(interpolate(template, lookup).isMalformed).toBe(true);
    },
  );
});

describe('an environment file', () => {
  it('keeps to the rules of quotes and comments', () => {
    const text = [
      '\uFEFF# comment',
      'A=1 # comment',
      '  export B = two words  ',
      'C: yaml-like',
      "D='$A \\n # kept' # comment",
      'E="$A\\n\\"q\\" \\$A"',
      'F="first\nsecond"',
      'G=$A-${NOPE:-d}-$OUT',
      'H=a#b',
      'I=',
      'OUT',
      'NOPE',
      'no statement at all',
      '= nothing',
      'J="never closed',
      'K=last',
    ].join('\r\n');
    const read = parseEnvironmentFile(text, (name) => (name === 'OUT' ? 'outer' : undefined));
    expect(Object.fromEntries(read)).toEqual({
      A: '1',
      B: 'two words',
      C: 'yaml-like',
      D: '$A \\n # kept',
      E: '1\n"q" $A',
      F: 'first\nsecond',
      G: '1-d-outer',
      H: 'a#b',
      I: '',
      OUT: 'outer',
      J: '"never closed',
      K: 'last',
    });
  });
});

/** The cases follow https://github.com/compose-spec/compose-go/blob/main/format/volume_test.go (Apache-2.0). */
describe('a volume in short syntax', () => {
  it.each<[string, ReturnType<typeof parseShortVolume>]>([
    ['/data', { kind: 'anonymous', source: null, target: '/data', readOnly: false }],
    ['/', { kind: 'anonymous', source: null, target: '/', readOnly: false }],
    ['name:/data', { kind: 'volume', source: 'name', target: '/data', readOnly: false }],
    ['name:/data:ro', { kind: 'volume', source: 'name', target: '/data', readOnly: true }],
    ['./src:/app/', { kind: 'bind', source: './src', target: '/app', readOnly: false }],
    ['~:/home', { kind: 'bind', source: '~', target: '/home', readOnly: false }],
    ['/a:/b:z,ro', { kind: 'bind', source: '/a', target: '/b', readOnly: true }],
    ['/a:/b:rw', { kind: 'bind', source: '/a', target: '/b', readOnly: false }],
    ['C:\\a:/b', { kind: 'bind', source: 'C:\\a', target: '/b', readOnly: false }],
    ['C:\\a:D:\\b:ro', { kind: 'bind', source: 'C:\\a', target: 'D:\\b', readOnly: true }],
    ['c:/data', { kind: 'anonymous', source: null, target: 'c:/data', readOnly: false }],
    [
      '\\\\.\\pipe\\x:\\\\.\\pipe\\y',
      { kind: 'npipe', source: '\\\\.\\pipe\\x', target: '\\\\.\\pipe\\y', readOnly: false },
    ],
  ])('%s', (written, expected) => {
    expect(parseShortVolume(written)).toEqual(expected);
  });

  it.each(['', 'ab::/x', ':/data', '/a:/b:ro:x', '/a:'])('%j is refused', (written) => {
    expect(parseShortVolume(written)).toBeNull();
  });
});
