import { defineMessages } from '../../../core/src/text.ts';
import { shownHost } from './address.ts';
import { CommandFailure } from './command-stream.ts';
import type { Endpoint } from './endpoint.ts';
import { EngineFailure } from './engine.ts';
import { printable } from './printable.ts';

/** One sentence for each way in which an engine does not answer. `error` is always the real error, in its own words. */
export const failureMessages = defineMessages({
  cancelled: 'The question to the Docker Engine at {engine} was cancelled',
  timedOut: 'The Docker Engine at {engine} did not answer within {seconds} s',
  notRunning: 'No Docker Engine answers at {engine}: start it, or choose another context or host ({error})',
  socketDenied:
    'Permission denied on the socket of {engine}: {error}. Add your user to its group (mostly “docker”) and sign in again, or use a rootless engine’s context',
  unknownHost: 'The host of the Docker Engine at {engine} cannot be found: {error}',
  unreachable: 'The Docker Engine at {engine} cannot be reached: {error}',
  tls: 'The TLS connection to the Docker Engine at {engine} failed: {error}',
  commandFailed: '{program} did not connect to the Docker Engine at {engine}: {error}',
  notAnEngine: 'What answers at {engine} is no Docker Engine: {error}',
  tooOld: 'The Docker Engine at {engine} speaks API {offered}; {needed} or later is needed (Docker Engine 19.03)',
  brokenAnswer: 'The Docker Engine at {engine} gave a broken answer to {question}: {error}',
  cutAnswer: 'The Docker Engine at {engine} ended the connection before the end of its answer to {question}: {error}',
  notFound: 'The Docker Engine at {engine} says: {error}',
  conflict: 'The Docker Engine at {engine} refuses {question} as things stand: {error}',
  notPermitted: 'The Docker Engine at {engine} does not permit {question}: {error}',
  unsupported: 'The Docker Engine at {engine} does not support {question}: {error}',
  serverError: 'The Docker Engine at {engine} failed at {question} (status {status}): {error}',
});

/** What a failure is told about: who was asked what, and what ended the waiting. */
export interface Question {
  readonly endpoint: Endpoint;
  /** The method and the path, such as `GET /containers/web/json`. */
  readonly asked: string;
  readonly timeoutMs: number;
  /** Aborted when the time limit of this question has passed. */
  readonly limit: AbortSignal;
  /** Aborted by whoever asked. */
  readonly asker: AbortSignal;
}

/**
 * Returns the endpoint as the sentences name it: its URL, and in parentheses where it was read, unless that is the default,
 * since a stale `DOCKER_HOST` or context is a common reason for asking the wrong engine.
 */
export function engineName(endpoint: Endpoint): string {
  const host = shownHost(endpoint);
  if (endpoint.origin === 'default') return host;
  const context = endpoint.context === 'default' ? '' : `: ${printable(endpoint.context)}`;
  return `${host} (${endpoint.origin}${context})`;
}

/** Returns the failure that an error of Node's network, of a program, or of reading an answer amounts to. */
export function failureOf(error: unknown, question: Question): EngineFailure {
  if (error instanceof EngineFailure) return error;
  const engine = engineName(question.endpoint);
  const asked = shownQuestion(question);
  const cause = { cause: error };
  const words = printable(error instanceof Error ? error.message || error.name : String(error));

  if (question.asker.aborted) return cancelled(question.endpoint);
  if (question.limit.aborted) {
    const seconds = question.timeoutMs / 1000;
    return new EngineFailure('timed-out', failureMessages('timedOut', { engine, seconds }), cause);
  }
  if (error instanceof CommandFailure) {
    const text = failureMessages('commandFailed', { program: error.program, engine, error: words });
    return new EngineFailure('unreachable', text, cause);
  }

  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ECONNREFUSED':
      return new EngineFailure('unreachable', failureMessages('notRunning', { engine, error: words }), cause);
    case 'EACCES':
    case 'EPERM':
      return new EngineFailure('not-permitted', failureMessages('socketDenied', { engine, error: words }), cause);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new EngineFailure('unreachable', failureMessages('unknownHost', { engine, error: words }), cause);
    case 'ECONNRESET':
    case 'EPIPE':
      return new EngineFailure(
        'broken-answer',
        failureMessages('cutAnswer', { engine, question: asked, error: words }),
        cause,
      );
    default:
  }
  if (code.startsWith('HPE_')) {
    return new EngineFailure('broken-answer', failureMessages('notAnEngine', { engine, error: words }), cause);
  }
  if (isTls(code)) return new EngineFailure('unreachable', failureMessages('tls', { engine, error: words }), cause);
  if (error instanceof SyntaxError || error instanceof BrokenAnswer) {
    const text = failureMessages('brokenAnswer', { engine, question: asked, error: words });
    return new EngineFailure('broken-answer', text, cause);
  }
  return new EngineFailure('unreachable', failureMessages('unreachable', { engine, error: words }), cause);
}

/** Returns the failure of a question that its asker gave up. */
export const cancelled = (endpoint: Endpoint): EngineFailure =>
  new EngineFailure('cancelled', failureMessages('cancelled', { engine: engineName(endpoint) }));

/** An answer that came, but is not what the API promises; `message` says in what way. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
}

/**
 * Returns the failure for an answer with an error status. `said` is the engine's `message`, or the start of the body.
 * Statuses: https://docs.docker.com/reference/api/engine/version/v1.51/
 */
export function failureOfStatus(status: number, said: string, about: Question): EngineFailure {
  const engine = engineName(about.endpoint);
  const question = shownQuestion(about);
  const error = printable(said) || `status ${status}`;
  switch (status) {
    case 400:
    case 405:
    case 501:
      return new EngineFailure('unsupported', failureMessages('unsupported', { engine, question, error }));
    case 401:
    case 403:
    case 407:
      return new EngineFailure('not-permitted', failureMessages('notPermitted', { engine, question, error }));
    case 404:
      return new EngineFailure('not-found', failureMessages('notFound', { engine, error }));
    case 409:
      return new EngineFailure('conflict', failureMessages('conflict', { engine, question, error }));
    default:
      if (isBelowFile(said)) return new EngineFailure('not-found', failureMessages('notFound', { engine, error }));
      return new EngineFailure('broken-answer', failureMessages('serverError', { engine, question, status, error }));
  }
}

/** A path below a file is not there either; engines from 20.10 to 28 answer 500 for it, in the words of Linux for ENOTDIR. */
const isBelowFile = (said: string): boolean => /^lstat .*: not a directory\s*$/.test(said);

/** IDs are shortened as the docker CLI does it. */
const shownQuestion = ({ asked }: Question): string => printable(asked.replace(/([0-9a-f]{12})[0-9a-f]{52}/g, '$1'));

const codeOf = (error: unknown): string => {
  const code: unknown = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** OpenSSL's names for what is wrong with a certificate: https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes */
const isTls = (code: string): boolean =>
  /^(ERR_(TLS|SSL|OSSL)_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|SELF_SIGNED_|DEPTH_ZERO_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_)/.test(
    code,
  ) || code === 'EPROTO';
