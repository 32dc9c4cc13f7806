import { defineMessages, type Text } from '../../../core/src/text.ts';
import { printable } from './printable.ts';

/** The sentences about a host that cannot be used. */
export const hostMessages = defineMessages({
  badFormat: '“{host}” is no address of a Docker Engine: expected unix://, npipe://, tcp:// or ssh://',
  wrongProtocol: '“{host}” names two protocols',
  badTcp: '“{host}” is no tcp address: expected tcp://HOST:PORT',
});

const DEFAULT_UNIX = 'unix:///var/run/docker.sock';
const DEFAULT_PIPE = 'npipe:////./pipe/docker_engine';

/**
 * Returns the URL that the docker CLI makes of what stands in `--host` or `DOCKER_HOST`, its defaults filled in, or the
 * sentence that says why it refuses it. With `prefersTls` an empty value means the TLS port.
 * Same rules as https://github.com/docker/cli/blob/v28.5.2/opts/hosts.go (Apache-2.0), `ParseHost`.
 */
export function normalizeHost(
  value: string,
  options: { readonly prefersTls: boolean; readonly platform: NodeJS.Platform },
): { readonly host: string } | { readonly problem: Text } {
  const given = value.trim();
  if (given === '') return { host: options.prefersTls ? 'tcp://localhost:2376' : defaultHost(options.platform) };

  const separator = given.indexOf('://');
  const protocol = separator < 0 ? 'tcp' : given.slice(0, separator);
  const rest = separator < 0 ? given : given.slice(separator + 3);
  switch (protocol) {
    case 'unix':
    case 'npipe':
      return normalizeSocket(protocol, rest);
    case 'tcp':
      return normalizeTcp(rest);
    case 'fd':
    case 'ssh':
      return { host: given };
    default:
      return { problem: hostMessages('badFormat', { host: printable(given) }) };
  }
}

/** Returns the URL of the engine that the docker CLI asks when nothing else is said. */
export const defaultHost = (platform: NodeJS.Platform): string => (platform === 'win32' ? DEFAULT_PIPE : DEFAULT_UNIX);

function normalizeSocket(protocol: 'unix' | 'npipe', path: string) {
  if (path.includes('://')) {
    return { problem: hostMessages('wrongProtocol', { host: printable(`${protocol}://${path}`) }) };
  }
  if (path === '') return { host: protocol === 'unix' ? DEFAULT_UNIX : DEFAULT_PIPE };
  return { host: `${protocol}://${path}` };
}

/** As in Go's `net.SplitHostPort`, an IPv6 address stands in brackets and then its port is not optional. */
function normalizeTcp(rest: string) {
  const [, , address = '', path = ''] = /^([^/?#]*@)?([^/?#]*)(\/[^?#]*)?/.exec(rest) ?? [];
  const parts = /^(\[[0-9a-fA-F:.%]+\](?=:)|[^:[\]\s]*)(?::(\d*))?$/.exec(address);
  if (!parts) return { problem: hostMessages('badTcp', { host: printable(`tcp://${rest}`) }) };
  const [, host, port] = parts;
  return { host: `tcp://${host || 'localhost'}:${port || '2375'}${path}` };
}
