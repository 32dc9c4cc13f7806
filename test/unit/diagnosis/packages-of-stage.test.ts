import { expect, test } from 'vitest';
import type { Evidence, EvidenceKey } from '../../../client/src/diagnosis/evidence.ts';
import { judgedPackages } from '../../../client/src/diagnosis/packages-of-stage.ts';

interface Given {
  readonly copied?: boolean;
  readonly differs?: boolean;
  readonly wasBuiltSince?: boolean;
  readonly isSame?: boolean;
  readonly inImage?: { readonly version: string; readonly isWanted: boolean } | null;
  readonly mount?: object | null;
  readonly hasEachModule?: boolean;
}

/** What is known of a lock file that a mounted RUN reads. */
function stateOf({ copied = false, differs = true, wasBuiltSince = false, isSame = true, ...given }: Given) {
  const step = { at: { file: 'Dockerfile', line: 3 }, instruction: 'RUN npm …', stage: '0', containerPath: '' };
  const { hasEachModule } = given;
  const known = {
    plan: { copies: copied ? [step] : [], onlyInStages: [step] },
    sameImage: { isSame },
    dependencies: {
      compared: 4,
      different: differs ? [{ name: 'left-pad', wanted: '1.3.0', installed: '1.0.0' }] : [],
      mount: given.mount ?? null,
      inImage: given.inImage ?? null,
      wasBuiltSince,
      ...(hasEachModule === undefined ? {} : { hasEachModule }),
    },
  } as unknown as Evidence;
  return judgedPackages({ maybe: <K extends EvidenceKey>(key: K) => known[key] ?? null })?.state ?? null;
}

const wanted = { version: '1.3.0', isWanted: true };

test.each<[string, Given, string | null]>([
  ['no build since, and other packages', {}, 'not-installed'],
  ['a build since, and the packages that are wanted', { differs: false, wasBuiltSince: true }, 'as-wanted'],
  ['no build since, and the packages that are wanted: the change may be another', { differs: false }, 'unknown'],
  ['the image of the tag has them', { wasBuiltSince: true, isSame: false, inImage: wanted }, 'installed-in-tag'],
  ['the image of the tag cannot be asked', { wasBuiltSince: true, isSame: false }, 'installed-in-tag'],
  [
    'nor has the image of the tag',
    { wasBuiltSince: true, isSame: false, inImage: { version: '1.0.0', isWanted: false } },
    'unknown',
  ],
  ['a build since that did not install them', { wasBuiltSince: true }, 'unknown'],
  ['a file that is copied is judged by its content', { copied: true }, null],
  ['a mount decides which packages are there', { mount: {} }, null],
  ['of Go the program is judged', { hasEachModule: true }, null],
])('%s', (_title, given, state) => {
  expect(stateOf(given)).toBe(state);
});
