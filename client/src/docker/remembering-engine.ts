import type { Engine } from './engine.ts';

/**
 * Returns an engine that is asked about each image once and then remembers the answer, also that there is none. It is made for one question and
 * thrown away with it: several topics look at the same images, and an image does not change.
 */
export function rememberingEngine(engine: Engine): Engine {
  const images = new Map<string, ReturnType<Engine['image']>>();
  const histories = new Map<string, ReturnType<Engine['history']>>();
  const image: Engine['image'] = (name, options, ask) => {
    // An answer with manifests has all that one without has.
    const known = images.get(`${name} with manifests`) ?? (options?.manifests ? undefined : images.get(name));
    const answer = known ?? engine.image(name, options, ask);
    images.set(options?.manifests ? `${name} with manifests` : name, answer);
    return answer;
  };
  const history: Engine['history'] = (name, ask) => {
    const answer = histories.get(name) ?? engine.history(name, ask);
    histories.set(name, answer);
    return answer;
  };
  // All other questions, and the count of requests, are the engine's own.
  return Object.assign(Object.create(engine) as Engine, { image, history });
}
