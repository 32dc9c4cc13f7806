import { describe, expect, test } from 'vitest';
import {
  asMarkdownBlock,
  asMarkdownCode,
  forJson,
  forLabel,
  forMarkdown,
  forTerminal,
  hasHidden,
} from '../../../core/src/escape.ts';

/** One of each kind of character that can act on a screen or hide there. */
const hostile = 'a\u001b[31mb\nc\td\u009b2Je\u202ef\u200bg\u2028h\ufeffi\u{e0041}j\ud800k';

describe('for a terminal', () => {
  test('every acting or hidden character becomes its visible escape', () => {
    expect(forTerminal(hostile)).toBe('a\\x1b[31mb\\nc\\td\\x9b2Je\\u202ef\\u200bg\\u2028h\\ufeffi\\u{e0041}j\\ud800k');
    expect(hasHidden(forTerminal(hostile))).toBe(false);
  });

  test('letters of any script, accents and joined emoji stay as they are', () => {
    const harmless = 'größe/日本語/👩‍💻/می‌خواهم.txt';
    expect(forTerminal(harmless)).toBe(harmless);
    expect(hasHidden(harmless)).toBe(false);
  });
});

describe('for Markdown', () => {
  test.each([
    ['*bold* _em_ ~~gone~~', '\\*bold\\* \\_em\\_ \\~\\~gone\\~\\~'],
    ['[x](command:run)', '\\[x\\](command:run)'],
    ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
    ['&lt;', '\\&lt;'],
    ['`code`', '\\`code\\`'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['https://evil.example', 'https\\://evil.example'],
    ['see www.evil.example', 'see www\\.evil.example'],
    ['$x^2$', '\\$x^2\\$'],
    ['a\n\n# b', 'a\\\\n\\\\n\\# b'],
  ])('%j renders as itself', (shown, expected) => {
    expect(forMarkdown(shown)).toBe(expected);
  });

  test('a code span cannot be closed by its content', () => {
    expect(asMarkdownCode('a``b')).toBe('```a``b```');
    expect(asMarkdownCode('`')).toBe('`` ` ``');
    expect(asMarkdownCode('a\nb')).toBe('`a\\nb`');
    expect(asMarkdownCode('')).toBe('` `');
  });

  test('a code block cannot be closed by its content', () => {
    expect(asMarkdownBlock(['echo', '```', '# out\n```'], 'sh')).toBe('````sh\necho\n```\n# out\\n```\n````');
  });
});

describe('for a label of VS Code', () => {
  test('icon syntax stays text', () => {
    expect(forLabel('$(trash) name')).toBe('\\$(trash) name');
    expect(forLabel('costs $(5)')).toBe('costs \\$(5)');
    expect(forLabel('$()')).toBe('$()');
  });

  test('a long name is cut at the limit, and never inside a character', () => {
    expect(forLabel('👩'.repeat(10), 4)).toBe('👩👩👩…');
    expect(forLabel('abcd', 4)).toBe('abcd');
  });
});

describe('for JSON', () => {
  test('nothing hidden is printed, and the value reads back the same', () => {
    const printed = forJson({ name: hostile });
    expect(hasHidden(printed.replaceAll('\n', ''))).toBe(false);
    expect(JSON.parse(printed)).toEqual({ name: hostile });
  });
});
