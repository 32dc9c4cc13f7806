import { describe, expect, it } from 'vitest';
import { causes } from '../../client/src/diagnosis/causes/index.ts';
import { catalogue, leftOut } from '../../generate/catalogue.ts';
import { readSources } from '../../generate/sources.ts';
import { loadScenarios } from '../support/scenarios.ts';

describe('the catalogue of causes', () => {
  const built = causes.map(({ id }) => id);

  it('has every cause that is built, and says of every other why it is not', () => {
    expect(built.filter((id) => !catalogue.includes(id))).toEqual([]);
    expect(catalogue.filter((id) => !built.includes(id) && !leftOut[id])).toEqual([]);
    expect(catalogue).toHaveLength(73);
  });

  it('knows of each how surely it may speak', async () => {
    const { causes: found } = await readSources();
    expect(found.filter(({ certainties }) => certainties.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('plays a remedy of each: after it the change is there', async () => {
    const scenarios = await loadScenarios();
    const isOf = (id: string, cause: string): boolean => id === cause || id.startsWith(`${cause}--`);
    const proven = built.filter((cause) => scenarios.some(({ id, scenario }) => isOf(id, cause) && scenario.after));
    expect(built.filter((cause) => !proven.includes(cause) && !withoutPlayedRemedy[cause])).toEqual([]);
    expect(Object.keys(withoutPlayedRemedy).filter((cause) => proven.includes(cause))).toEqual([]);
  });
});

/** The causes of which no remedy is played, and why none can be. */
const withoutPlayedRemedy: Readonly<Record<string, string>> = {
  'browser-or-cdn-cache':
    'The container has the change; what has the old file is a browser, and no command reaches it.',
  'desktop-file-sharing-stale': 'Docker Desktop shares the folder, and no engine of the tests is one.',
  'kubernetes-same-tag': 'The cluster of the scenario is a stand-in for kubectl, which rolls nothing out.',
};
