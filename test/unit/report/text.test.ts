import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../core/src/display-width.ts';
import { hasHidden } from '../../../core/src/escape.ts';
import { plain } from '../../../core/src/text.ts';
import type { Report } from '../../../client/src/diagnosis/report/report.ts';
import { shortenHashes, shortenPaths, shortenTimes } from '../../../client/src/diagnosis/report/shorten.ts';
import { renderText } from '../../../client/src/diagnosis/report/text.ts';
import { fact, hostileReport, presentReport, staleReport, unknownReport } from '../../support/build-report.ts';

const render = (report: Report, columns?: number): string =>
  renderText(report, { color: false, translate: plain, ...(columns === undefined ? {} : { columns }) });

/** Select Graphic Rendition is the only escape sequence that the renderer itself writes. */
const withoutColor = (printed: string): string => printed.replace(/\u001b\[\d+m/g, '');

describe('golden texts', () => {
  test('a cause that was found: answer, way, proof under the hop where the change stops, fix', () => {
    expect(render(staleReport)).toBe(
      `shop-web-1 runs an image that was built before your change

  ✓ file         src/server.js, saved                                             sha256 3f9a1c…
  ✓ context      ., no ignore line matches                                        compose.yaml:4
  ✓ Dockerfile   COPY . . brings it to /app/src/server.js                         Dockerfile:7
  ✗ image        shop-web:latest has another content there                        sha256 b21c07…
                 The last step of the image was built at 2026-01-01 10:00:00 UTC  docker history shop-web:latest
  ✓ container    shop-web-1 was created from this image                           docker inspect shop-web-1 → .Image
  ✓ mount        Nothing is mounted over /app/src/server.js                       docker inspect shop-web-1 → .Mounts
  ✓ file system  Not changed inside the container                                 docker diff shop-web-1
  – process      Not asked: the file is not there yet                             docker cp

  Fix   docker compose -f compose.yaml up -d --build web
        Build the image and recreate the container (changes state)
  Also  2 files under src/ differ in the same way
  engine unix:///var/run/docker.sock (28.5.2), 14 calls, 212 ms
`,
    );
  });

  test('an outcome that is unknown says what stood in the way, and which causes that leaves open', () => {
    expect(render(unknownReport).split('\n').slice(-4)).toEqual([
      '',
      '  Not known  The engine did not answer in time (named-volume-keeps-old-files, anonymous-volume-kept)',
      '  engine unix:///var/run/docker.sock (28.5.2), 14 calls, 212 ms',
      '',
    ]);
  });

  test('a change that is present ends with the engine, and offers no fix', () => {
    const lines = render(presentReport).split('\n');
    expect(lines[0]).toBe('shop-web-1 has your change');
    expect(lines.filter((line) => line.includes('✗') || line.includes('Fix'))).toEqual([]);
    expect(lines.at(-2)).toBe('  engine unix:///var/run/docker.sock (28.5.2), 14 calls, 212 ms');
  });
});

describe('what is shown', () => {
  test('the verdict’s facts stand under its hop once, also where the trace has them already', () => {
    const traced = {
      ...staleReport,
      trace: staleReport.trace.map((hop) => ({ ...hop, facts: staleReport.verdict?.facts ?? [] })),
    };
    expect(render(traced).match(/docker history shop-web:latest/g)).toHaveLength(1);
  });

  test('the editor is a hop of its own only where one was asked', () => {
    const unsaved: Report = {
      ...staleReport,
      trace: [{ hop: 'editor', state: 'different', facts: [fact('Not saved', 'the editor')] }],
    };
    expect(render(staleReport)).not.toContain('editor');
    expect(render(unsaved)).toContain('✗ editor');
  });

  test('several remedies are steps in order', () => {
    const verdict = staleReport.verdict;
    const [step] = verdict?.remedies ?? [];
    if (!verdict || !step) throw new Error('the example has a remedy');
    const steps = { ...staleReport, verdict: { ...verdict, remedies: [{ ...step, risk: 'safe' as const }, step] } };
    expect(render(steps)).toContain(`
  Fix   docker compose -f compose.yaml up -d --build web
        Build the image and recreate the container
  then  docker compose -f compose.yaml up -d --build web
        Build the image and recreate the container (changes state)
`);
  });

  test('an edit names file, line and the new text', () => {
    const verdict = staleReport.verdict;
    if (!verdict) throw new Error('the example has a verdict');
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    const edit = {
      file: '.dockerignore',
      edits: [
        { range, newText: '' },
        { range, newText: '!src\n' },
      ],
    };
    const report = {
      ...staleReport,
      verdict: { ...verdict, remedies: [{ title: verdict.answer, risk: 'safe' as const, edit }] },
    };
    expect(render(report)).toContain(`
  Fix   edit .dockerignore:3
        remove line 3
        replace line 3 by:
        + !src
`);
  });

  test.each([
    [{ line: 2, character: 0 }, { line: 5, character: 0 }, '', 'remove lines 3 to 5'],
    [{ line: 2, character: 0 }, { line: 5, character: 0 }, 'a\n', 'replace lines 3 to 5 by:\n        + a'],
    [{ line: 2, character: 0 }, { line: 2, character: 0 }, 'a\n', 'insert above line 3:\n        + a'],
    [{ line: 2, character: 9 }, { line: 2, character: 9 }, '\n!a', 'insert below line 3:\n        + !a'],
    [{ line: 2, character: 9 }, { line: 2, character: 9 }, 'a', 'insert at 3:10:\n        + a'],
    [{ line: 2, character: 1 }, { line: 2, character: 9 }, 'a', 'replace 3:2 to 3:10 by:\n        + a'],
  ])('an edit from %o to %o is told by lines where it can be', (start, end, newText, told) => {
    const verdict = staleReport.verdict;
    if (!verdict) throw new Error('the example has a verdict');
    const edit = { file: 'Dockerfile', edits: [{ range: { start, end }, newText }] };
    const remedies = [{ title: verdict.answer, risk: 'safe' as const, edit }];
    expect(render({ ...staleReport, verdict: { ...verdict, remedies } })).toContain(`Dockerfile:3\n        ${told}\n`);
  });

  test('what stands in the way of many causes is told with their number', () => {
    const [undecided] = unknownReport.unknown;
    if (!undecided) throw new Error('the example has an undecided cause');
    const unknown = Array.from({ length: 9 }, (_, index) => ({ ...undecided, cause: `cause-${index}` }));
    expect(render({ ...unknownReport, unknown })).toContain('did not answer in time (9 causes)\n');
  });

  test.each([
    ['at 2026-11-22T10:04:35Z.', 'at 2026-11-22 10:04:35 UTC.'],
    ['at 2026-11-22T10:04:35.000Z', 'at 2026-11-22 10:04:35 UTC'],
    ['at 2026-11-22T10:04:35.440708161Z', 'at 2026-11-22 10:04:35.440 UTC'],
  ])('a time %s is shown as %s', (shown, expected) => {
    expect(shortenTimes(shown)).toBe(expected);
  });

  test('an answer that is not confirmed says so before anything else', () => {
    const verdict = staleReport.verdict;
    if (!verdict) throw new Error('the example has a verdict');
    expect(render({ ...staleReport, verdict: { ...verdict, certainty: 'likely' } })).toMatch(
      /^Likely, not proven: shop-web-1 runs/,
    );
  });

  test('many notices are cut, and the cut is told', () => {
    const [notice] = staleReport.also;
    if (!notice) throw new Error('the example has a notice');
    const printed = render({ ...staleReport, also: Array.from({ length: 8 }, () => notice) });
    expect(printed.match(/differ in the same way/g)).toHaveLength(5);
    expect(printed).toContain('3 more, see --format json');
  });

  test('a context other than the default one is named with the engine', () => {
    expect(render({ ...staleReport, engine: { ...staleReport.engine, context: 'build-box' } })).toContain(
      '(28.5.2, context build-box)',
    );
  });

  test('digests are cut to six digits, and image IDs to the twelve that docker takes', () => {
    const digest = 'a'.repeat(64);
    expect(shortenHashes(`${digest} web@sha256:${digest} docker history sha256:${digest} ${'c'.repeat(65)}`)).toBe(
      `aaaaaa… web@sha256:aaaaaa… docker history aaaaaaaaaaaa ${'c'.repeat(65)}`,
    );
  });
});

describe('paths below the reader’s folder', () => {
  test.each([
    ['/home/ada/shop/Dockerfile:7', 'Dockerfile:7'],
    ['sha256sum /home/ada/shop/src/a.js', 'sha256sum src/a.js'],
    ['in /home/ada/shop, no line', 'in ., no line'],
    ['/home/ada/shop', '.'],
    ['/home/ada/shop2/x', '/home/ada/shop2/x'],
    ['web:/home/ada/shop/x', 'web:/home/ada/shop/x'],
    ['/mnt/home/ada/shop/x', '/mnt/home/ada/shop/x'],
  ])('%s is shown as %s', (shown, expected) => {
    expect(shortenPaths(shown, '/home/ada/shop', '.')).toBe(expected);
  });

  test('the folder itself keeps its name in a sentence that stands alone', () => {
    expect(shortenPaths('made from /home/ada/shop, with /home/ada/shop/a', '/home/ada/shop')).toBe(
      'made from /home/ada/shop, with a',
    );
  });

  test('stay whole when the reader stands in the file system’s root', () => {
    expect(shortenPaths('/etc/x', '/')).toBe('/etc/x');
  });

  test('are shortened in facts, and stay whole where the container has such a path too', () => {
    const at = (containerPath: string): Report => ({
      ...staleReport,
      trace: [{ hop: 'file', state: 'present', facts: [fact('On disk', '/app/src/server.js')] }],
      comparable: { hostPath: '/app/src/server.js', containerPath, containerImage: null, taggedImage: null },
    });
    const inApp = { color: false, translate: plain, folder: '/app' };
    expect(renderText(at('/srv/server.js'), inApp)).toContain('On disk  src/server.js');
    expect(renderText(at('/app/src/server.js'), inApp)).toContain('On disk  /app/src/server.js');
  });
});

describe('layout', () => {
  test('sources stay aligned behind wide characters', () => {
    const wide: Report = {
      ...staleReport,
      trace: [
        { hop: 'file', state: 'present', facts: [fact('日本語/サーバー.js', 'SOURCE')] },
        { hop: 'mount', state: 'present', facts: [fact('plain', 'SOURCE')] },
      ],
    };
    const starts = render(wide)
      .split('\n')
      .filter((line) => line.includes('SOURCE'))
      .map((line) => displayWidth(line.slice(0, line.indexOf('SOURCE'))));
    expect(starts).toHaveLength(2);
    expect(new Set(starts).size).toBe(1);
  });

  test('a source that does not fit the terminal goes to a line of its own', () => {
    const lines = render(staleReport, 80).split('\n');
    const index = lines.findIndex((line) => line.includes('Nothing is mounted'));
    expect(lines[index]).toBe('  ✓ mount        Nothing is mounted over /app/src/server.js');
    expect(lines[index + 1]?.trim()).toBe('docker inspect shop-web-1 → .Mounts');
  });

  test('colour adds nothing but colour', () => {
    const colored = renderText(staleReport, { color: true, translate: plain });
    expect(colored).not.toBe(render(staleReport));
    expect(withoutColor(colored)).toBe(render(staleReport));
  });
});

test('nothing that came from outside can act on the terminal, with or without colour', () => {
  const printed = render(hostileReport);
  expect(hasHidden(printed.replaceAll('\n', ''))).toBe(false);
  const colored = withoutColor(renderText(hostileReport, { color: true, translate: plain }));
  expect(hasHidden(colored.replaceAll('\n', ''))).toBe(false);
});
