import { createServer, connect, type Server } from 'node:net';
import { rmSync } from 'node:fs';

/** A unix socket before an engine's, which counts what the engine answers. */
export interface CountingProxy {
  readonly host: string;
  /** Bytes that came from the engine, heads included. */
  received(): number;
  stop(): void;
}

/** Starts a proxy on a new socket before the engine's own. */
export async function startCountingProxy(engineSocket: string, socket: string): Promise<CountingProxy> {
  let received = 0;
  rmSync(socket, { force: true });
  const server: Server = createServer((client) => {
    const engine = connect(engineSocket);
    engine.on('data', (chunk) => (received += chunk.length));
    client.pipe(engine).pipe(client);
    // A side that was cut ends the other: the client sees what it would have seen of the engine.
    client.on('error', () => engine.destroy());
    engine.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return { host: `unix://${socket}`, received: () => received, stop: () => void server.close() };
}
