import { describe, expect, it } from 'vitest';
import { plain, text } from '../../../core/src/text.ts';
import type { Remedy } from '../../../client/src/diagnosis/report/report.ts';
import { fixPlan, sizeOf } from '../../../client/src/ui/fix-plan.ts';

const build: Remedy = {
  title: text('Build the image'),
  risk: 'safe',
  command: ['docker', 'build', '-t', 'shop web', '.'],
};
const remove: Remedy = {
  title: text('Remove the volume'),
  risk: 'destroys-data',
  warning: text('Other data may be in it'),
  command: ['docker', 'volume', 'rm', 'shop_data'],
};
const volume = {
  name: 'shop_data',
  destination: '/data',
  files: 5,
  bytes: 3_400_000,
  largest: ['/data/a.db', '/data/b', '/data/c'],
  isComplete: true,
};

describe('what a person reads before Fix It', () => {
  it('names each step with its exact command and its warning, and what is in the volume', () => {
    const { question, detail } = fixPlan([build, remove], { written: [], volumes: [volume] }, plain);
    expect(question).toBe('Do these 2 steps now?');
    expect(detail.split('\n')).toEqual([
      '1. Build the image',
      "docker build -t 'shop web' .",
      '',
      '2. Remove the volume',
      'docker volume rm shop_data',
      'Other data may be in it',
      '',
      'This is lost:',
      '• volume shop_data (/data): 5 files, 3.4 MB, among them /data/a.db, /data/b, /data/c, …',
    ]);
  });

  it('names what was written inside the container', () => {
    const written = [1, 2, 3, 4].map((number) => ({ path: `/app/${number}`, is: 'changed' as const }));
    expect(fixPlan([build], { written, volumes: [] }, plain).detail).toContain(
      '4 files that were written inside the container: /app/1, /app/2, /app/3, …',
    );
    expect(fixPlan([build], { written: written.slice(0, 1), volumes: [] }, plain).detail).toContain(
      'inside the container: /app/1',
    );
  });

  it('says what nobody knows', () => {
    const unknown = { name: 'shop_data', destination: '/data', files: null } as const;
    const { detail } = fixPlan([remove], { written: null, volumes: [unknown] }, plain);
    expect(detail).toContain('whose content could not be read');
    expect(detail).toContain('it could not be asked');
  });

  it('says that nothing is lost only when that was asked', () => {
    expect(fixPlan([build], { written: [], volumes: [] }, plain).detail).toContain('Nothing else is lost');
    expect(fixPlan([build], { written: null, volumes: [] }, plain).detail).not.toContain('Nothing else is lost');
  });

  it('lets nothing that a stranger named act on the dialog', () => {
    const written = [{ path: '/app/\u202egnp.js\n', is: 'added' as const }];
    expect(fixPlan([build], { written, volumes: [] }, plain).detail).toContain('/app/\\u202egnp.js\\n');
  });
});

describe('a size', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [123_456_789, '123 MB'],
    [5_000_000_000_000_000, '5000 TB'],
  ])('of %i is %s', (bytes, shown) => {
    expect(sizeOf(bytes)).toBe(shown);
  });
});
