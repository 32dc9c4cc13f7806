import { describe, expect, it } from 'vitest';
import { EngineFailure } from '../../../client/src/docker/engine.ts';
import { rememberingEngine } from '../../../client/src/docker/remembering-engine.ts';
import { containerId, fakeEngine } from '../../support/fake-engine.ts';

const state = { image: 'shop', inImage: {}, inContainer: {}, history: ['COPY . . # buildkit'] };

describe('an engine that remembers', () => {
  it('is asked about an image once, by each of its names', async () => {
    const engine = fakeEngine(state);
    const remembering = rememberingEngine(engine);
    const [first, second] = [await remembering.image('shop'), await remembering.image('shop', {})];
    expect(second).toEqual(first);
    await remembering.image(first.Id);
    expect(await remembering.history('shop')).toEqual(await remembering.history('shop'));
    expect(engine.asked).toEqual(['image shop', `image ${first.Id}`, 'history shop']);
  });

  it('is asked again only for manifests, which hold the rest', async () => {
    const engine = fakeEngine(state);
    const remembering = rememberingEngine(engine);
    await remembering.image('shop');
    await remembering.image('shop', { manifests: true });
    await remembering.image('shop');
    await remembering.image('shop', { manifests: true });
    expect(engine.asked).toEqual(['image shop', 'image shop']);
  });

  it('remembers that there is no answer', async () => {
    const engine = fakeEngine(state, { call: 0, fault: 'not-found' });
    const remembering = rememberingEngine(engine);
    await expect(remembering.image('gone')).rejects.toThrow(EngineFailure);
    await expect(remembering.image('gone')).rejects.toThrow(EngineFailure);
    expect(engine.asked).toHaveLength(1);
  });

  it('asks all other questions each time, and counts every request', async () => {
    const engine = fakeEngine(state);
    const remembering = rememberingEngine(engine);
    await remembering.container(containerId);
    await remembering.container(containerId);
    await remembering.image('shop');
    await remembering.image('shop');
    expect([remembering.calls, engine.calls]).toEqual([3, 3]);
  });
});
