import { expect, test } from 'vitest';
import type { Evidence, EvidenceKey } from '../../../client/src/diagnosis/evidence.ts';
import { judgedArtefact } from '../../../client/src/diagnosis/stale-artefact.ts';
import { factsOfPackages } from '../../../client/src/diagnosis/package-facts.ts';
import { plain } from '../../../core/src/text.ts';

interface Given {
  readonly program?: string;
  readonly differs?: boolean;
  readonly compared?: number;
  readonly hasEach?: boolean;
  readonly isBuiltSince?: boolean;
  readonly madeMs?: number;
  readonly isOfTag?: boolean;
}

const edited = 1_000_000;

/** What is known of a go.mod that was edited, and of a program that was made with it, or before. */
function evidenceOf({ program = '/bin/shop', differs = false, compared = 3, madeMs = edited + 5000, ...given }: Given) {
  const overlap = { isWhole: false, lines: 9, linesHeld: 0, literals: 0, literalsHeld: 0, missingLine: null };
  const known = {
    container: { Name: '/web' },
    fileOnHost: { modifiedMs: edited },
    sameImage: { isSame: given.isOfTag ?? true },
    artefacts: {
      made: [{ path: '/bin', isVerbatim: false, inContainer: { sha256: '', modifiedMs: madeMs, overlap } }],
    },
    dependencies: {
      folder: program,
      compared,
      different: differs ? [{ name: 'example.com/money', wanted: 'v2.0.0', installed: 'v1.0.0' }] : [],
      mount: null,
      wasBuiltSince: given.isBuiltSince ?? true,
      hasEachModule: given.hasEach ?? true,
    },
  } as unknown as Evidence;
  return { maybe: <K extends EvidenceKey>(key: K) => known[key] ?? null };
}

test.each<[string, Given, string]>([
  ['all versions, built since', {}, 'fresh'],
  ['another version, however new the program is', { differs: true }, 'stale'],
  ['no module in common', { compared: 0 }, 'unknown'],
  ['a module that only tests need', { hasEach: false }, 'fresh'],
  ['a program that a build took from its cache, as go.mod was only touched', { madeMs: edited - 5000 }, 'fresh'],
  ['a build that nobody noted', { isBuiltSince: false }, 'fresh'],
  ['a new module, and no build', { hasEach: false, isBuiltSince: false, madeMs: edited - 5000 }, 'older'],
  ['another line of go.mod, and no build', { isBuiltSince: false, madeMs: edited - 5000 }, 'older'],
  ['a module that only tests need, and an equal program', { hasEach: false, madeMs: edited - 5000 }, 'fresh'],
  ['a build that the container is not of', { isOfTag: false, madeMs: edited - 5000 }, 'older'],
  ['the modules of another program', { program: '/opt/other', differs: true }, 'unknown'],
])('%s', (_, given, state) => {
  expect(judgedArtefact(evidenceOf(given))?.state).toBe(state);
});

test('the module and both versions are named, and how to read them', () => {
  expect(factsOfPackages(evidenceOf({ differs: true })).map(({ text, from }) => [plain(text), from])).toEqual([
    [
      '/bin/shop has example.com/money v1.0.0, your file wants v2.0.0',
      'docker cp web:/bin/shop /tmp/program && go version -m /tmp/program',
    ],
  ]);
  expect(factsOfPackages(evidenceOf({}))).toEqual([]);
});
