import { describe, expect, it } from 'vitest';
import { plain, text } from '../../../core/src/text.ts';
import { forPublic } from '../../../client/src/diagnosis/report/for-public.ts';
import { renderMarkdown } from '../../../client/src/diagnosis/report/markdown.ts';
import type { Report } from '../../../client/src/diagnosis/report/report.ts';
import { fact, staleReport } from '../../support/build-report.ts';

const asker = { homeFolder: '/home/ada', userName: 'ada', folder: '/home/ada/shop' };

const report: Report = {
  ...staleReport,
  engine: { ...staleReport.engine, endpoint: 'ssh://ada@build.lovelace.example:22', context: 'lovelace' },
  container: { ...staleReport.container, image: 'registry.lovelace.example:5000/team/shop:1' },
  also: [
    {
      ...staleReport.also[0]!,
      answer: text('{path} and {other} belong to ada', { path: '/home/ada/other/x.js', other: '/mnt/ada/y.js' }),
      facts: [
        fact('Found in registry.lovelace.example:5000/team/shop', '/home/ada/shop/compose.yaml:4'),
        fact('It talks to tcp://10.0.0.7:2376', 'docker --host tcp://10.0.0.7:2376 info'),
      ],
    },
  ],
};

describe('a report for the public', () => {
  const shown = renderMarkdown(forPublic(report, asker), plain);

  it('names no folder of the home, no user and no machine', () => {
    expect(shown).not.toMatch(/home\\?\/ada|lovelace|10\.0\.0\.7|\/ada\//);
  });

  it('still names the files, the container and the cause', () => {
    for (const word of [
      'src/server.js',
      'shop-web-1',
      'image-not-rebuilt',
      './compose.yaml:4',
      'registry.example/team/shop',
      'COPY . .',
    ])
      expect(shown.replaceAll('\\', '')).toContain(word);
  });

  it('leaves a word of a sentence that is also a name', () => {
    expect(shown).toContain('belong to ada');
  });

  it('is the report itself where there is nothing to hide', () => {
    const plainReport = { ...staleReport, subject: { kind: 'container' } as const };
    expect(forPublic(plainReport, { homeFolder: '/root', userName: 'root', folder: '/nowhere' })).toEqual({
      ...plainReport,
      comparable: plainReport.comparable,
    });
  });
});
