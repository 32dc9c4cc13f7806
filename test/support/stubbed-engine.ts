import { connectEngine } from '../../client/src/docker/dockerode-engine.ts';
import type { Engine } from '../../client/src/docker/engine.ts';
import { readRecording, startEngineStub, type EngineStub, type Recording } from './engine-stub.ts';

/** An engine whose answers are a recording's, until the stub is told to behave otherwise. */
export interface StubbedEngine {
  readonly recording: Recording;
  readonly stub: EngineStub;
  readonly engine: Engine;
  readonly stop: () => Promise<void>;
}

/** Starts a stub with the recording of an API version, and connects to it; each request may take `timeoutMs`. */
export async function startStubbedEngine(
  apiVersion: Parameters<typeof readRecording>[0],
  timeoutMs: number,
): Promise<StubbedEngine> {
  const recording = await readRecording(apiVersion);
  const stub = await startEngineStub(recording);
  const engine = connectEngine(stub.endpoint, { timeoutMs });
  const stop = (): Promise<void> => {
    engine.close();
    return stub.stop();
  };
  return { recording, stub, engine, stop };
}
