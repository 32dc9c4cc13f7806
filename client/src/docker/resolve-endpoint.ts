import { join } from 'node:path';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { readContext, readCurrentContext, readTlsFiles } from './context-store.ts';
import type { Endpoint, EndpointInput, EndpointOrigin, EndpointResult } from './endpoint.ts';
import { defaultHost, normalizeHost } from './parse-host.ts';

/** The sentences about flags that contradict each other. */
export const endpointMessages = defineMessages({
  hostAndContext: '--host and --context cannot be given together: either names an engine',
});

/** The CLI's name for "whatever `DOCKER_HOST` says, else the default socket"; it is never stored. */
const DEFAULT_CONTEXT = 'default';

/**
 * Returns the endpoint that the docker CLI would use, or the sentence that says why there is none. It never falls back to
 * another engine than the one that was named: an answer from the wrong engine is worse than none.
 * Same order as https://github.com/docker/cli/blob/v28.5.2/cli/command/cli.go (Apache-2.0), `resolveContextName`. One
 * difference: where `config.json` decides and is no JSON, the CLI warns and asks the default engine; this is a problem here.
 */
export function resolveEndpoint(input: EndpointInput): EndpointResult {
  if (input.hostFlag && input.contextFlag) return { problem: endpointMessages('hostAndContext') };
  const configFolder = input.environment.DOCKER_CONFIG || join(input.homeFolder, '.docker');

  const named = nameContext(input, configFolder);
  if ('problem' in named) return named;
  if (named.context === DEFAULT_CONTEXT) return resolveDefault(input, configFolder, named.origin);

  const stored = readContext(configFolder, named.context, named.origin);
  if ('problem' in stored) return stored;
  const host = stored.host || defaultHost(input.platform);
  return { endpoint: { host, origin: named.origin, context: named.context, tls: stored.tls } };
}

type NamedContext = { readonly context: string; readonly origin: EndpointOrigin } | { readonly problem: Text };

function nameContext({ hostFlag, contextFlag, environment }: EndpointInput, configFolder: string): NamedContext {
  if (contextFlag) return { context: contextFlag, origin: '--context' };
  if (hostFlag) return { context: DEFAULT_CONTEXT, origin: '--host' };
  if (environment.DOCKER_HOST) return { context: DEFAULT_CONTEXT, origin: 'DOCKER_HOST' };
  if (environment.DOCKER_CONTEXT) return { context: environment.DOCKER_CONTEXT, origin: 'DOCKER_CONTEXT' };

  const current = readCurrentContext(configFolder);
  if ('problem' in current) return current;
  if (current.value !== undefined) return { context: current.value, origin: 'currentContext' };
  return { context: DEFAULT_CONTEXT, origin: 'default' };
}

/** The default context still reads `DOCKER_HOST`, even when it was named by `--context default`. */
function resolveDefault(input: EndpointInput, configFolder: string, named: EndpointOrigin): EndpointResult {
  const tls = readEnvironmentTls(input.environment, configFolder);
  if ('problem' in tls) return tls;
  const normalized = normalizeHost(input.hostFlag || input.environment.DOCKER_HOST || '', {
    prefersTls: tls.value !== null,
    platform: input.platform,
  });
  if ('problem' in normalized) return normalized;

  const origin = !input.hostFlag && input.environment.DOCKER_HOST ? 'DOCKER_HOST' : named;
  return { endpoint: { host: normalized.host, origin, context: DEFAULT_CONTEXT, tls: tls.value } };
}

/** Any value but the empty one switches TLS on, `0` included, as in the CLI (`SetDefaultOptions` in cli/flags/options.go). */
function readEnvironmentTls(
  environment: EndpointInput['environment'],
  configFolder: string,
): { readonly value: Endpoint['tls'] } | { readonly problem: Text } {
  const verify = Boolean(environment.DOCKER_TLS_VERIFY);
  if (!verify && !environment.DOCKER_TLS) return { value: null };
  const files = readTlsFiles(environment.DOCKER_CERT_PATH || configFolder, { skipVerify: !verify, needsCa: true });
  return 'problem' in files ? files : { value: files.value ?? null };
}
