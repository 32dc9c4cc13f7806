import type { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import type { Login } from '../workspace/registry-login.ts';
import type { Endpoint } from './endpoint.ts';
import { cancelled, failureOf, failureOfStatus, type Question } from './engine-failures.ts';
import { orAborted } from './or-aborted.ts';
import { readErrorMessage, readJson, readJsonLines } from './read-body.ts';

/** One request to an engine; `path` is encoded and has no query. */
export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: object;
  /** How the engine is to introduce itself to a registry; it goes into a header, and nowhere else. */
  readonly registryLogin?: Login;
}

/** Sends a request and returns the answer's head, whatever its status; rejects with the network's error. */
export type Send = (request: EngineRequest, signal: AbortSignal) => Promise<IncomingMessage>;

/** Reads the body of an answer of success; what it throws is translated. */
export type Read<T> = (answer: IncomingMessage, question: Question) => T | Promise<T>;

/** Requests to one engine. Each has a time limit, which covers its body too, and fails with `EngineFailure` only. */
export interface Requests {
  /** How many were sent. */
  readonly sent: number;
  /** Sends a request and returns what `read` makes of an answer with status 2xx. */
  perform<T>(request: EngineRequest, asker: AbortSignal, read: Read<T>): Promise<T>;
  /** Returns what `work` resolves to, or fails as `cancelled` as soon as the asker gives up; `work` itself goes on. */
  orCancelled<T>(work: Promise<T>, asker: AbortSignal): Promise<T>;
}

/** Returns the requests of one endpoint, sent by `send`. */
export function createRequests(endpoint: Endpoint, timeoutMs: number, send: Send): Requests {
  let sent = 0;

  async function perform<T>(request: EngineRequest, asker: AbortSignal, read: Read<T>): Promise<T> {
    const limit = AbortSignal.timeout(timeoutMs);
    const question: Question = { endpoint, asked: `${request.method} ${request.path}`, timeoutMs, limit, asker };
    try {
      asker.throwIfAborted();
      sent += 1;
      const signal = AbortSignal.any([limit, asker]);
      const answer = await send(request, signal);
      // Once the head has come, the request's own signal no longer ends it.
      addAbortSignal(signal, answer);
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) throw failureOfStatus(status, await readErrorMessage(answer), question);
      return await read(answer, question);
    } catch (error) {
      throw failureOf(error, question);
    }
  }

  return {
    get sent() {
      return sent;
    },
    perform,
    orCancelled: (work, asker) => orAborted(work, asker, () => cancelled(endpoint)),
  };
}

/** Returns a `Read` of an answer that has a JSON value on each line. */
export const jsonLinesAs =
  <T>(shape: (json: unknown) => T): Read<readonly T[]> =>
  async (answer) =>
    (await readJsonLines(answer)).map(shape);

/** Returns a `Read` of a JSON answer; `shape` throws `BrokenAnswer` for an answer that it cannot make a `T` of. */
export const jsonAs =
  <T>(shape: (json: unknown) => T): Read<T> =>
  async (answer) =>
    shape(await readJson(answer));
