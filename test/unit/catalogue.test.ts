import { describe, expect, it } from 'vitest';
import { causes } from '../../client/src/diagnosis/causes/index.ts';
import { catalogue, leftOut } from '../../generate/catalogue.ts';
import { readSources } from '../../generate/sources.ts';

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
});
