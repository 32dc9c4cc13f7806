import { chooseApiVersion, OLDEST_KNOWN } from './api-version.ts';
import type { Endpoint } from './endpoint.ts';
import { EngineFailure } from './engine.ts';
import { engineName, failureMessages } from './engine-failures.ts';
import { printable } from './printable.ts';
import { readNothing } from './read-body.ts';
import type { Read, Requests } from './requests.ts';

/** Requests whose paths carry the API version that was agreed upon before the first of them. */
export interface VersionedRequests extends Requests {
  /** The version in use, such as `1.41`. Asks the engine once; asks again after a failure. */
  apiVersion(asker: AbortSignal): Promise<string>;
}

/**
 * Returns requests in the newest API version that both sides know. `GET /_ping` tells the engine's in a header, in every
 * version: https://docs.docker.com/reference/api/engine/version/v1.51/#tag/System/operation/SystemPing
 */
export function negotiated(endpoint: Endpoint, requests: Requests): VersionedRequests {
  let agreed: Promise<string> | undefined;

  function apiVersion(asker: AbortSignal): Promise<string> {
    // Several askers share this one question, so none of them can cancel it; each can stop waiting for it.
    agreed ??= ping(endpoint, requests).catch((error: unknown) => {
      agreed = undefined;
      throw error;
    });
    return requests.orCancelled(agreed, asker);
  }

  const perform: Requests['perform'] = async (request, asker, read) => {
    const version = await apiVersion(asker);
    return requests.perform({ ...request, path: `/v${version}${request.path}` }, asker, read);
  };

  return {
    get sent() {
      return requests.sent;
    },
    apiVersion,
    perform,
    orCancelled: (work, asker) => requests.orCancelled(work, asker),
  };
}

function ping(endpoint: Endpoint, requests: Requests): Promise<string> {
  const never = new AbortController().signal;
  return requests.perform({ method: 'GET', path: '/_ping' }, never, readVersion).catch((error: unknown) => {
    throw isForeign(error) ? notAnEngine(endpoint, error.text.values.error) : error;
  });

  async function readVersion(answer: Parameters<Read<string>>[0]): Promise<string> {
    const offered = answer.headers['api-version'];
    await readNothing(answer);
    if (typeof offered !== 'string') throw notAnEngine(endpoint, `no Api-Version in the answer to GET /_ping`);
    const version = chooseApiVersion(offered);
    if (version !== undefined) return version;
    const values = { engine: engineName(endpoint), offered: printable(offered), needed: OLDEST_KNOWN };
    throw new EngineFailure('unsupported', failureMessages('tooOld', values));
  }
}

/** An engine of any version knows `/_ping`, so whoever answers that it cannot be found or understood is none. */
const isForeign = (error: unknown): error is EngineFailure =>
  error instanceof EngineFailure &&
  (error.reason === 'not-found' || error.reason === 'unsupported') &&
  'error' in error.text.values;

const notAnEngine = (endpoint: Endpoint, error: string | number | undefined): EngineFailure =>
  new EngineFailure(
    'broken-answer',
    failureMessages('notAnEngine', { engine: engineName(endpoint), error: error ?? '?' }),
  );
