import { describe, expect, test } from 'vitest';
import { hasHidden } from '../../../core/src/escape.ts';
import { plain } from '../../../core/src/text.ts';
import { isSilentEditor, type Report } from '../../../client/src/diagnosis/report/report.ts';
import { renderMarkdown } from '../../../client/src/diagnosis/report/markdown.ts';
import { hostileReport, presentReport, staleReport, unknownReport } from '../../support/build-report.ts';

const render = (report: Report): string => renderMarkdown(report, plain);

/** The document without its code spans and blocks: what is left is read as Markdown. */
const withoutCode = (markdown: string): string =>
  markdown.replace(/^(`{3,})\w*\n[\s\S]*?^\1$/gm, '').replace(/(?<![`\\])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');

describe('a report as Markdown', () => {
  test('has the answer, the way, the proof, the fix and the rest under headings', () => {
    expect(render(staleReport).match(/^#+ .*$/gm)).toEqual([
      '# shop-web-1 runs an image that was built before your change',
      '## The way of the change',
      '## Proof',
      '## Fix',
      '### Build the image and recreate the container (changes state)',
      '## Also noticed',
      '### 2 files under src/ differ in the same way',
      '## Could not be checked',
    ]);
  });

  test('shows every fact of every hop with its source', () => {
    const printed = render(staleReport);
    for (const { facts } of staleReport.trace.filter((traced) => !isSilentEditor(traced))) {
      for (const { from } of facts) expect(printed).toContain(`(\`${from}\`)`);
    }
  });

  test('has no line for an editor that nobody asked', () => {
    expect(render(staleReport)).not.toContain('**editor**');
    const trace = [{ hop: 'editor', state: 'present', facts: [] }] as const;
    expect(render({ ...staleReport, trace })).toContain('**editor**');
  });

  test('has commands in blocks of their own', () => {
    expect(render(staleReport)).toContain('\n```sh\ndocker compose -f compose.yaml up -d --build web\n```\n');
  });

  test('has no empty section', () => {
    expect(render(presentReport).match(/^## .*$/gm)).toEqual(['## The way of the change']);
    expect(render(unknownReport).match(/^## .*$/gm)).toEqual(['## The way of the change', '## Could not be checked']);
  });
});

describe('what came from outside', () => {
  const printed = render(hostileReport);

  test('shows no character that hides or acts', () => {
    expect(hasHidden(printed.replaceAll('\n', ''))).toBe(false);
  });

  test('makes no link, no image, no HTML and no heading', () => {
    const markdown = withoutCode(printed);
    expect(markdown).not.toMatch(/(?<!\\)[[\]<>]/);
    const headings = ['title', 'way', 'proof', 'fix', 'first remedy', 'second remedy', 'also', 'notice', 'unknown'];
    expect(markdown.match(/^#+ /gm)).toHaveLength(headings.length);
  });

  test('does not end the block of its command', () => {
    const block = /^(`{3,})sh\n([\s\S]*?)\n\1$/m.exec(printed);
    expect(block?.[1]).toBe('````');
    expect(block?.[2]?.split('\n')).toHaveLength(1);
  });
});
