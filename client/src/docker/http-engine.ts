import { PassThrough, type Readable } from 'node:stream';
import * as answers from './answers.ts';
import { compareApiVersions } from './api-version.ts';
import type { Endpoint } from './endpoint.ts';
import type { Ask, Engine } from './engine.ts';
import { failureOf } from './engine-failures.ts';
import { negotiated } from './negotiate.ts';
import { imagePath, segment } from './paths.ts';
import { keepProbes } from './probe.ts';
import { readNothing } from './read-body.ts';
import { createRequests, jsonAs, jsonLinesAs, type EngineRequest, type Read, type Send } from './requests.ts';
import { runInContainer } from './run-in-container.ts';

/** A way to send requests to an engine, and what bounds them. */
export interface Connection {
  readonly endpoint: Endpoint;
  readonly timeoutMs: number;
  /** Ends every question; a probe is removed nevertheless. */
  readonly signal?: AbortSignal;
  readonly send: Send;
  close(): void;
}

/** https://docs.docker.com/reference/api/engine/version-history/#v148-api-changes */
const KNOWS_MANIFESTS = '1.48';
/** How much of a program's output is kept when the asker names no limit, in bytes. */
const KEPT_OUTPUT = 1024 * 1024;

/** Returns an `Engine` that asks over a connection. */
export function createHttpEngine(connection: Connection): Engine {
  const { endpoint, timeoutMs, send } = connection;
  const requests = negotiated(endpoint, createRequests(endpoint, timeoutMs, send));
  const probes = keepProbes(requests);

  const signalOf = ({ signal }: Ask = {}): AbortSignal =>
    AbortSignal.any([signal, connection.signal].filter((one) => one !== undefined));

  function get<T>(shape: (json: unknown) => T, ask: Ask | undefined, path: string, query?: EngineRequest['query']) {
    return requests.perform({ method: 'GET', path, ...(query && { query }) }, signalOf(ask), jsonAs(shape));
  }

  return {
    get calls() {
      return requests.sent;
    },
    version: async (ask) => {
      const apiVersion = await requests.apiVersion(signalOf(ask));
      return get((json) => answers.engineVersion(json, apiVersion), ask, '/version');
    },
    info: async (ask) => get(answers.engineInfo, ask, '/info'),
    containers: async (filters, ask) =>
      get(answers.containerSummaries, ask, '/containers/json', { all: true, ...(filters && { filters }) }),
    container: async (id, ask) => get(answers.container, ask, `/containers/${segment(id)}/json`),
    image: async (name, options, ask) => {
      const path = `/images/${imagePath(name)}/json`;
      const known = compareApiVersions(await requests.apiVersion(signalOf(ask)), KNOWS_MANIFESTS) >= 0;
      return get(answers.image, ask, path, options?.manifests && known ? { manifests: true } : undefined);
    },
    history: async (image, ask) => get(answers.history, ask, `/images/${imagePath(image)}/history`),
    images: async (filters, ask) => get(answers.imageSummaries, ask, '/images/json', { filters }),
    buildCache: async (ask) => get(answers.buildCache, ask, '/system/df', { type: 'build-cache' }),
    distribution: async (name, login, ask) => {
      const request = { method: 'GET', path: `/distribution/${imagePath(name)}/json` } as const;
      const withLogin = login ? { ...request, registryLogin: login } : request;
      return requests.perform(withLogin, signalOf(ask), jsonAs(answers.distribution));
    },
    events: async (sinceMs, untilMs, filters, ask) => {
      const query = { since: seconds(sinceMs), until: seconds(untilMs), filters };
      return requests.perform({ method: 'GET', path: '/events', query }, signalOf(ask), jsonLinesAs(answers.event));
    },
    volume: async (name, ask) => get(answers.volume, ask, `/volumes/${segment(name)}`),
    service: async (id, ask) => get(answers.service, ask, `/services/${segment(id)}`),
    tasks: async (service, ask) => get(answers.tasks, ask, '/tasks', { filters: { service: [service] } }),
    changes: async (id, ask) => get(answers.changes, ask, `/containers/${segment(id)}/changes`),
    top: async (id, psArguments, ask) =>
      get(answers.processes, ask, `/containers/${segment(id)}/top`, { ps_args: psArguments }),
    archive: async (id, path, ask) => {
      const request = { method: 'GET', path: `/containers/${segment(id)}/archive`, query: { path } } as const;
      return requests.perform(request, signalOf(ask), withFailures);
    },
    modifiedAt: async (id, path, ask) => {
      const request = { method: 'GET', path: `/containers/${segment(id)}/archive`, query: { path } } as const;
      return requests.perform(request, signalOf(ask), async (answer) => {
        const told = answer.headers['x-docker-container-path-stat'];
        await readNothing(answer);
        return answers.modifiedAt(told);
      });
    },
    save: async (image, ask) =>
      requests.perform({ method: 'GET', path: `/images/${imagePath(image)}/get` }, signalOf(ask), withFailures),
    exec: (id, command, options, ask) =>
      runInContainer(requests, id, command, options?.limit ?? KEPT_OUTPUT, signalOf(ask)),
    createProbe: (image, volumes, ask) => probes.create(image, volumes, signalOf(ask)),
    removeProbe: (id) => probes.remove(id),
    close: () => void probes.settled().then(() => connection.close()),
  };
}

/** The error of a stream comes after its head was handed on, so it is translated on its way. */
const withFailures: Read<Readable> = (answer, question) => {
  const out = new PassThrough();
  answer.on('error', (error) => out.destroy(failureOf(error, question)));
  out.on('close', () => answer.destroy());
  return answer.pipe(out);
};

/** The engine reads times as seconds with a fraction of nine digits. */
const seconds = (ms: number): string =>
  `${Math.floor(ms / 1000)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}000000`;
