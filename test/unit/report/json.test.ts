import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../client/src/diagnosis/diagnose.ts';
import { toJson, type ReportJson } from '../../../client/src/diagnosis/report/json.ts';
import { buildSnapshot, healthySnapshot, missing, oldSha256, staleSnapshot } from '../../support/build-snapshot.ts';
import { hostileReport, presentReport, staleReport, unknownReport } from '../../support/build-report.ts';

const schema = JSON.parse(readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

/** Returns what the schema has against a printed report; an empty list when nothing. */
function objections(report: unknown): readonly string[] {
  validate(JSON.parse(JSON.stringify([report])));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const gone = missing('The engine did not answer in time');

describe('the schema', () => {
  test.each([
    ['a cause', staleSnapshot()],
    ['a change that is present', healthySnapshot()],
    [
      'missing evidence',
      buildSnapshot(oldSha256, { fileInImage: gone, fileInTaggedImage: gone, fileInContainer: gone }),
    ],
    ['no evidence at all', { ...staleSnapshot(), evidence: {} }],
    ['a whole container', { ...staleSnapshot(), subject: { kind: 'container' as const } }],
  ])('accepts the report that is made of %s', (_what, snapshot) => {
    expect(objections(toJson(diagnose(snapshot)))).toEqual([]);
  });

  test('accepts reports with commands, edits, notices and undecided causes', () => {
    for (const report of [staleReport, unknownReport, presentReport]) expect(objections(toJson(report))).toEqual([]);
    const edited = { ...hostileReport, unknown: [] };
    expect(objections(toJson(edited))).toEqual([]);
  });

  test('accepts the empty list', () => {
    expect(validate([])).toBe(true);
  });

  test('refuses a report without any one of its fields', () => {
    const report = toJson(staleReport);
    for (const field of Object.keys(report)) {
      const rest = Object.fromEntries(Object.entries(report).filter(([name]) => name !== field));
      expect(objections(rest).join()).toContain(`'${field}'`);
    }
  });

  test('refuses a further field on every level', () => {
    const paths = objectsIn(toJson(staleReport));
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const report = JSON.parse(JSON.stringify(toJson(staleReport))) as Record<string, unknown>;
      const object = path.reduce<Record<string, unknown>>(
        (parent, key) => parent[key] as Record<string, unknown>,
        report,
      );
      object.further = 1;
      expect(objections(report), path.join('.')).not.toEqual([]);
    }
  });

  test('refuses a remedy that is neither or both of command and edit', () => {
    const report = toJson(staleReport);
    const withRemedy = (remedy: object): object => ({ ...report, verdict: { ...report.verdict, remedies: [remedy] } });
    expect(objections(withRemedy({ title: 'x', risk: 'safe' }))).not.toEqual([]);
    const both = { title: 'x', risk: 'safe', command: ['x'], edit: { file: 'x', edits: [] } };
    expect(objections(withRemedy(both))).not.toEqual([]);
  });
});

describe('the report', () => {
  test('carries the ids, the sentences in English, and the arguments of the command one by one', () => {
    const report: ReportJson = toJson(staleReport);
    expect(report).toMatchObject({
      schema: 1,
      outcome: 'cause-found',
      answer: 'shop-web-1 runs an image that was built before your change',
      verdict: {
        cause: 'image-not-rebuilt',
        hop: 'image',
        certainty: 'confirmed',
        remedies: [
          { risk: 'changes-state', command: ['docker', 'compose', '-f', 'compose.yaml', 'up', '-d', '--build', 'web'] },
        ],
      },
      unknown: [{ missing: [{ evidence: 'volume', why: 'The engine did not answer in time' }] }, {}],
    });
  });

  test('keeps whole digests', () => {
    expect(JSON.stringify(toJson(staleReport))).toContain(oldSha256);
  });
});

/** Returns the path of every object in a value, the value itself included. */
function objectsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, element]) => objectsIn(element, [...path, key]));
  return Array.isArray(value) ? below : [path, ...below];
}
