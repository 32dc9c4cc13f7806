import { describe, expect, it, onTestFinished } from 'vitest';
import { connectEngine } from '../../../client/src/docker/dockerode-engine.ts';
import { EngineFailure, type Engine } from '../../../client/src/docker/engine.ts';
import { readArchive } from '../../../client/src/docker/read-archive.ts';
import { readLayers } from '../../../client/src/docker/read-layers.ts';
import type { Recording, Trouble } from '../../support/engine-stub.ts';
import { startStubbedEngine, type StubbedEngine } from '../../support/stubbed-engine.ts';

type Question = (engine: Engine, recording: Recording) => Promise<unknown>;

/** How a question is asked that takes more or other words than one ID. */
const asked: Readonly<Record<string, Question>> = {
  version: (engine) => engine.version(),
  containers: (engine) => engine.containers(),
  image: (engine, { image }) => engine.image(image, { manifests: true }),
  top: (engine, { container }) => engine.top(container, '-eo pid,args'),
  archive: async (engine, { container }) => readArchive(await engine.archive(container, '/app'), () => true),
  modifiedAt: (engine, { container }) => engine.modifiedAt(container, '/app'),
  save: async (engine, { image }) => readLayers(await engine.save(image), '/app/server.js'),
  exec: (engine, { container }) => engine.exec(container, ['sha256sum', '/app/server.js']),
  createProbe: (engine, { image }) => engine.createProbe(image, []),
};

/** Every question that an engine can be asked, found in the engine itself, so that none is forgotten. */
const questions: readonly (readonly [string, Question])[] = Object.keys(
  connectEngine({ host: 'unix:///nowhere', origin: 'default', context: 'default', tls: null }, { timeoutMs: 1 }),
)
  .filter((name) => name !== 'calls' && name !== 'close')
  .map((name) => [name, asked[name] ?? ((engine, { container }) => askById(engine, name, container))]);

const askById = (engine: Engine, name: string, id: string): Promise<unknown> =>
  (engine as unknown as Record<string, (id: string) => Promise<unknown>>)[name]?.(id) ??
  Promise.reject(new Error(`the engine has no question ${name}`));

/** Ways in which an engine goes wrong, and the reasons that may be given for it. */
const troubles: readonly (readonly [string, Trouble, readonly string[]])[] = [
  ['hangs', { kind: 'hang' }, ['timed-out']],
  ['cuts its answer off', { kind: 'cut' }, ['broken-answer']],
  ['never comes to an end', { kind: 'drip' }, ['timed-out']],
  ['speaks another protocol', { kind: 'nonsense' }, ['broken-answer']],
  ['refuses', { kind: 'status', status: 403, message: 'no' }, ['not-permitted']],
  ['knows nothing of it', { kind: 'status', status: 404, message: 'No such thing' }, ['not-found']],
  ['is busy with it', { kind: 'status', status: 409, message: 'in progress' }, ['conflict']],
  ['has failed itself', { kind: 'status', status: 500, message: 'panic' }, ['broken-answer']],
];

/** Questions for which this is an answer and no failure: a probe that is gone is removed, and one that is being removed will be. */
const answered: readonly (readonly [string, string])[] = [['removeProbe', 'knows nothing of it']];

async function endOf(question: Promise<unknown>): Promise<string> {
  try {
    await question;
    return 'answered';
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return error.reason;
  }
}

/** Starts an engine that has agreed on an API version, so that only the question itself meets with trouble. */
async function startEngine(timeoutMs: number): Promise<StubbedEngine> {
  const stubbed = await startStubbedEngine('1.51', timeoutMs);
  onTestFinished(stubbed.stop);
  // On a busy machine a sound answer, too, may take longer than the limit.
  await expect.poll(() => endOf(stubbed.engine.version()), { timeout: 10_000 }).toBe('answered');
  return stubbed;
}

describe.each(questions)('%s, asked of an engine that', (name, ask) => {
  it.each(troubles)('%s, ends with its reason and in its time', async (trouble, behaviour, reasons) => {
    const limitMs = reasons.includes('timed-out') ? 250 : 2_000;
    const { stub, engine, recording } = await startEngine(limitMs);
    stub.behave(behaviour);
    const started = performance.now();
    const isAnswered = answered.some(([question, of]) => question === name && of === trouble);
    expect(isAnswered ? ['answered'] : reasons).toContain(await endOf(ask(engine, recording)));
    // Within the limit of each request; a conflict is looked into by one more.
    expect(performance.now() - started).toBeLessThan(2 * limitMs + 3_000);
  });

  it('leaves no connection open after it was given up', async () => {
    const { stub, engine, recording } = await startEngine(250);
    stub.behave({ kind: 'hang' });
    await endOf(ask(engine, recording));
    engine.close();
    await expect.poll(() => stub.connections(), { timeout: 10_000 }).toBe(0);
  });
});
