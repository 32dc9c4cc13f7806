import { describe, expect, it } from 'vitest';
import { plain, text } from '../../../core/src/text.ts';
import type { Report } from '../../../client/src/diagnosis/report/report.ts';
import { traceNodes } from '../../../client/src/ui/trace-model.ts';
import type { TraceNode } from '../../../client/src/ui/trace-node.ts';
import { fact, staleReport } from '../../support/build-report.ts';

const rowsOf = (report: Report): readonly TraceNode[] => traceNodes(report, '/home/ada/shop', plain);
const all = (nodes: readonly TraceNode[]): TraceNode[] => nodes.flatMap((node) => [node, ...all(node.children)]);
const hopOf = (report: Report, label: string): TraceNode => {
  const row = rowsOf(report).find((node) => node.label === label);
  if (!row) throw new Error(`no row ${label}`);
  return row;
};

describe('the rows of a report', () => {
  it('begin with the answer, open, its remedies before its facts', () => {
    const [answer] = rowsOf(staleReport);
    expect(answer).toMatchObject({
      label: 'shop-web-1 runs an image that was built before your change',
      description: 'image-not-rebuilt',
      isOpen: true,
      icon: { name: 'error' },
    });
    const kinds = answer?.children.map(({ remedy }) => (remedy ? 'remedy' : 'fact'));
    expect(kinds).toEqual([...(kinds ?? [])].sort().reverse());
    expect(kinds).toContain('remedy');
    expect(kinds).toContain('fact');
  });

  it('offer to fix it, unless a person has to change something first that only they know', () => {
    const { verdict } = staleReport;
    expect(rowsOf(staleReport)[0]?.menu).toBe('fixableAnswer');
    const remedies = verdict?.remedies.map((remedy) => ({ ...remedy, needsPerson: true as const })) ?? [];
    const byHand = { ...staleReport, verdict: verdict && { ...verdict, remedies } };
    expect(rowsOf(byHand)[0]?.menu).toBe(null);
  });

  it('have one row for each hop, in the order of the trace, but none for an editor that nobody asked', () => {
    const labels = rowsOf(staleReport).map(({ label }) => label);
    expect(labels.slice(1, 9)).toEqual([
      'file',
      'context',
      'Dockerfile',
      'image',
      'container',
      'mount',
      'file system',
      'process',
    ]);
  });

  it('open the answer and no hop: the facts of the one at which the change stopped are below the answer', () => {
    const open = rowsOf(staleReport).filter(({ isOpen }) => isOpen);
    expect(open).toEqual([rowsOf(staleReport)[0]]);
  });

  it('name the source of every fact, shortened beside it and in what is read aloud, and whole in the tooltip', () => {
    const row = hopOf(staleReport, 'image').children[0];
    expect(row?.description).toBe('sha256 b21c07…');
    expect(row?.spoken).toContain('read in sha256 b21c07…');
    expect(row?.tooltip).toContain(`sha256 ${'b21c07'.padEnd(64, '1')}`);
  });

  it.each([
    ['/home/ada/shop/docker/Dockerfile:7', '/home/ada/shop/docker/Dockerfile', 7],
    ['/home/ada/shop/compose.yaml', '/home/ada/shop/compose.yaml', null],
    ['/usr/local/bin/start.sh:2', null, null],
    ['docker history web', null, null],
    ['sha256sum /home/ada/shop/src/a.js', null, null],
  ])('open the place that a fact was read at, where that is one of the folder: %s', (from, file, line) => {
    const report: Report = { ...staleReport, trace: [{ hop: 'image', state: 'different', facts: [fact('x', from)] }] };
    expect(hopOf(report, 'image').children[0]).toMatchObject({ file, line });
  });

  it('say the state of a hop in words, not by its icon alone', () => {
    expect(hopOf(staleReport, 'image').description).toBe('different · shop-web:latest has another content there');
    expect(hopOf(staleReport, 'process').spoken).toBe('process: Not asked: the file is not there yet');
    for (const row of all(rowsOf(staleReport))) expect(row.spoken).not.toBe('');
  });

  it('show the exact command of a remedy, even where paths are shortened elsewhere', () => {
    const command = ['docker', 'compose', '-f', '/home/ada/shop/my files.yaml', 'up', '-d', '--build', 'web'];
    const verdict = staleReport.verdict && {
      ...staleReport.verdict,
      remedies: [{ title: text('Build it'), command, risk: 'changes-state' as const }],
    };
    const row = all(rowsOf({ ...staleReport, verdict })).find(({ remedy }) => remedy !== null);
    expect(row?.description).toBe("docker compose -f '/home/ada/shop/my files.yaml' up -d --build web");
    expect(row?.menu).toBe('commandRemedy');
    expect(row?.spoken).toContain(row?.description);
  });

  it('offer an edit by another menu than a command', () => {
    const edit = { file: '/home/ada/shop/.dockerignore', edits: [] };
    const verdict = staleReport.verdict && {
      ...staleReport.verdict,
      remedies: [{ title: text('Let the file in'), edit, risk: 'safe' as const }],
    };
    expect(all(rowsOf({ ...staleReport, verdict })).find(({ remedy }) => remedy !== null)?.menu).toBe('editRemedy');
  });

  it('open the place that a person has to change by a click on the way out that wants it', () => {
    const place = '/home/ada/shop/Dockerfile:5';
    const verdict = staleReport.verdict && {
      ...staleReport.verdict,
      remedies: [
        { title: text('Mend it'), command: ['docker'], risk: 'safe' as const, needsPerson: true as const, place },
      ],
    };
    const row = all(rowsOf({ ...staleReport, verdict })).find(({ remedy }) => remedy !== null);
    expect(row).toMatchObject({ file: '/home/ada/shop/Dockerfile', line: 5, menu: 'commandRemedy' });
  });

  it('say at once what was noticed beside a change that has arrived, and after the hops where it has not', () => {
    const also = [{ ...staleReport.verdict, cause: null, answer: text('Another replica is old') }] as Report['also'];
    const stale = rowsOf({ ...staleReport, also });
    expect(stale.find(({ label }) => label === 'Also noticed')?.isOpen).toBe(false);
    const arrived = rowsOf({ ...staleReport, also, outcome: 'change-is-present', verdict: null });
    expect(arrived[1]).toMatchObject({ label: 'Also noticed', isOpen: true });
  });

  it('say that an answer is not proven where it is not', () => {
    const verdict = staleReport.verdict && { ...staleReport.verdict, certainty: 'likely' as const };
    expect(rowsOf({ ...staleReport, verdict })[0]?.label).toMatch(/^Likely, not proven: shop-web-1/);
  });

  it('have ids that are unique in one report and different in the next', () => {
    const ids = (report: Report) => all(rowsOf(report)).map(({ id }) => id);
    const first = ids(staleReport);
    const second = ids({ ...staleReport, takenAt: '2026-03-04T05:06:07.000Z' });
    expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
  });

  it('keep what strangers wrote from acting: line breaks, escapes, reordering marks', () => {
    const evil = fact('$(alert) a\nb \u202ecod.exe', 'x\u001b[31m');
    const trace = [{ hop: 'image' as const, state: 'different' as const, facts: [evil] }];
    const shown = all(rowsOf({ ...staleReport, trace })).flatMap((row) => [row.label, row.description]);
    expect(shown).toContain('$(alert) a\\nb \\u202ecod.exe');

    expect(shown.filter((one) => /[\u0000-\u001f\u202e]/.test(one))).toEqual([]);
  });

  it('cut what is too long for a row, and keep it whole in the tooltip', () => {
    const long = 'x'.repeat(5000);
    const trace = [{ hop: 'image' as const, state: 'different' as const, facts: [fact(long, 'somewhere')] }];
    const row = hopOf({ ...staleReport, trace }, 'image').children[0];
    expect(row?.label.length).toBeLessThanOrEqual(300);
    expect(row?.tooltip).toContain(long);
  });

  it('list what could not be checked, and why, below a row of its own', () => {
    const unknown = [
      { cause: 'process-not-restarted', missing: [{ evidence: 'process' as const, why: text('No permission') }] },
    ];
    const group = hopOf({ ...staleReport, unknown }, 'Could not be checked');
    expect(group.description).toBe('1');
    expect(group.children[0]).toMatchObject({ label: 'process-not-restarted', description: 'No permission' });
  });

  it('are silent about what could not be checked where the change has arrived', () => {
    const unknown = [{ cause: 'process-not-restarted', missing: [{ evidence: null, why: text('No permission') }] }];
    const rows = rowsOf({ ...staleReport, outcome: 'change-is-present', verdict: null, unknown });
    expect(rows.map(({ label }) => label)).not.toContain('Could not be checked');
  });

  it('end with the engine that was asked', () => {
    expect(rowsOf(staleReport).at(-1)?.label).toBe('unix:///var/run/docker.sock (28.5.2)');
  });
});

describe('the files that differ', () => {
  const different = Array.from({ length: 250 }, (_, index) => `src/${String(index).padStart(3, '0')}.js`);
  const differences = { compared: 900, different, missing: ['src/new.js'], isComplete: true };
  const rows = traceNodes({ ...staleReport, subject: { kind: 'container' }, differences }, '/home/ada/shop', plain);

  it('stand right below the answer, each as a row that opens the file and can be asked about', () => {
    const list = rows[1];
    expect([list?.label, list?.description]).toEqual(['Files that differ', '251 of 900 files that were compared']);
    expect(list?.children[0]).toMatchObject({
      label: 'src/000.js',
      menu: 'differingFile',
      file: '/home/ada/shop/src/000.js',
    });
  });

  it('are cut where nobody would scroll any more', () => {
    expect(rows[1]?.children).toHaveLength(201);
    expect(rows[1]?.children.at(-1)?.label).toBe('51 more, see the report');
  });

  it('say so where the container does not have them', () => {
    const few = { ...differences, different: [] };
    const [, list] = traceNodes({ ...staleReport, subject: { kind: 'container' }, differences: few }, '/shop', plain);
    expect(list?.children[0]).toMatchObject({
      description: 'not in the container',
      spoken: 'src/new.js is not in the container',
    });
  });
});
