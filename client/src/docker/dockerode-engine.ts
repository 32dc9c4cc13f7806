import type { Agent, IncomingMessage } from 'node:http';
import Docker from 'dockerode';
import { createDialer, type Dialer } from './dial.ts';
import type { Endpoint } from './endpoint.ts';
import { EngineFailure, type Engine } from './engine.ts';
import { createHttpEngine } from './http-engine.ts';
import type { EngineRequest, Send } from './requests.ts';

/** How long a question may take, its answer's body included, and what ends all of them. */
export interface ConnectOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** The part of docker-modem that is used. Its types describe neither signals nor answers. */
interface Modem {
  dial(request: object, done: (error: Error | null, answer: IncomingMessage) => void): void;
}

/**
 * Returns the engine behind an endpoint. Nothing connects before the first question; an endpoint that cannot be dialled
 * makes every question fail. dockerode brings the requests into the engine's form; connecting is `dial.ts`'s, since
 * dockerode knows no contexts and accepts any ssh host key, and reading answers is `requests.ts`'s, since dockerode waits
 * for ever when an answer is cut off and takes anything for JSON.
 */
export function connectEngine(endpoint: Endpoint, options: ConnectOptions): Engine {
  const dialer = createDialer(endpoint);
  if ('problem' in dialer) {
    const refuse: Send = () => Promise.reject(new EngineFailure('unreachable', dialer.problem));
    return createHttpEngine({ ...options, endpoint, send: refuse, close: () => undefined });
  }
  return createHttpEngine({
    ...options,
    endpoint,
    send: sendThrough(createModem(dialer), dialer.pathPrefix),
    close: () => dialer.agent.destroy(),
  });
}

/** docker-modem lets `DOCKER_HOST` win over its options and reads certificates that it names, so it must not see it. */
function createModem(dialer: Dialer): Modem {
  const host = process.env.DOCKER_HOST;
  delete process.env.DOCKER_HOST;
  try {
    const options: Docker.DockerOptions & { readonly agent: Agent } = {
      // Never connected to: the agent opens the connections. Without a socket path docker-modem would look for one.
      socketPath: '/dev/null',
      agent: dialer.agent,
      headers: { Host: dialer.hostHeader, 'User-Agent': 'unstale' },
    };
    return new Docker(options).modem as Modem;
  } finally {
    if (host !== undefined) process.env.DOCKER_HOST = host;
  }
}

/** Every status is an answer to docker-modem, so that error answers are read with a limit, and with their own words. */
const EVERY_STATUS = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [index + 100, true]));

function sendThrough(modem: Modem, pathPrefix: string): Send {
  return ({ method, path, query, body, registryLogin }: EngineRequest, signal) =>
    new Promise((resolve, reject) => {
      const request = {
        method,
        // docker-modem drops the last character of a path with a question mark that no query follows.
        path: pathPrefix + path + (query ? '?' : ''),
        options: { _query: query, _body: body },
        abortSignal: signal,
        authconfig: registryLogin,
        isStream: true,
        statusCodes: EVERY_STATUS,
      };
      modem.dial(request, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
}
