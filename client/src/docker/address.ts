import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { Endpoint } from './endpoint.ts';
import { printable } from './printable.ts';

/** The sentences about endpoints that cannot be dialled. */
export const addressMessages = defineMessages({
  malformed: 'The endpoint “{host}” is no valid URL',
  inherited: 'The endpoint “{host}” is a socket inherited by the engine itself (fd://): no client can connect to it',
  unknownProtocol: 'The endpoint “{host}” has a protocol that is not known here: expected unix, npipe, tcp or ssh',
  password: 'The endpoint “{host}” holds a password: ssh endpoints must not, as for the docker CLI',
  badSsh: 'The endpoint “{host}” has a user, host or path that cannot be passed to ssh safely',
});

/** How an endpoint is reached. */
export type Address =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly pathPrefix: string }
  | { readonly kind: 'command'; readonly program: string; readonly arguments: readonly string[] };

/** A name that no program takes for an option and no shell for anything but a word. */
const PLAIN_WORD = /^[A-Za-z0-9_][A-Za-z0-9_.@\\-]*$/;
const HOST_NAME = /^[A-Za-z0-9_:][A-Za-z0-9_.:%-]*$/;
const SOCKET_PATH = /^\/[A-Za-z0-9_./@+-]*$/;
/** The CLI's rule for names of contexts, at https://github.com/docker/cli/blob/v28.5.2/cli/context/store/store.go */
const CONTEXT_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;

/** Returns how to reach an endpoint, or the sentence that says why it cannot be reached from here. */
export function addressOf(endpoint: Endpoint): Address | { readonly problem: Text } {
  const separator = endpoint.host.indexOf('://');
  const protocol = endpoint.host.slice(0, Math.max(separator, 0));
  const rest = endpoint.host.slice(separator + 3);
  const host = shownHost(endpoint);
  switch (protocol) {
    case 'unix':
    case 'npipe':
      return { kind: 'socket', path: rest };
    case 'tcp':
    case 'http':
    case 'https':
      return tcpAddress(endpoint, host);
    case 'ssh':
      return sshAddress(endpoint.host, host);
    case 'fd':
      return { problem: addressMessages('inherited', { host }) };
    default:
      return cliAddress(endpoint, host);
  }
}

/** Returns the endpoint's URL without the password that somebody may have written into it, fit to be shown. */
export const shownHost = ({ host }: Endpoint): string =>
  printable(host.replace(/^([a-z]+:\/\/[^/@:]*):[^/@]*@/i, '$1:***@'));

function tcpAddress(endpoint: Endpoint, host: string): Address | { readonly problem: Text } {
  const url = parseUrl(endpoint.host.replace(/^[a-z]+:/, 'http:'));
  if (!url) return { problem: addressMessages('malformed', { host }) };
  // A stored context may lack the port; the CLI then takes the one of the protocol.
  const port = url.port === '' ? (endpoint.tls ? 443 : 80) : Number(url.port);
  return { kind: 'tcp', host: unbracket(url.hostname), port, pathPrefix: url.pathname.replace(/\/+$/, '') };
}

/**
 * The user's own ssh is run, since it knows the user's keys, agent, jump hosts and known hosts. Arguments as in
 * https://github.com/docker/cli/blob/v28.5.2/cli/connhelper/connhelper.go (Apache-2.0). What follows the host is a command
 * line for the far shell, so only harmless characters are let through.
 */
function sshAddress(url: string, host: string): Address | { readonly problem: Text } {
  const parsed = parseUrl(url);
  if (!parsed || parsed.hostname === '' || parsed.search !== '' || parsed.hash !== '') {
    return { problem: addressMessages('malformed', { host }) };
  }
  if (parsed.password !== '') return { problem: addressMessages('password', { host }) };

  const user = parsed.username;
  const name = unbracket(parsed.hostname);
  const path = /^\/*$/.test(parsed.pathname) ? '' : parsed.pathname;
  const safe =
    HOST_NAME.test(name) && (user === '' || PLAIN_WORD.test(user)) && (path === '' || SOCKET_PATH.test(path));
  if (!safe) return { problem: addressMessages('badSsh', { host }) };

  return {
    kind: 'command',
    program: 'ssh',
    arguments: [
      ...['-o', 'ConnectTimeout=30', '-T'],
      ...(user ? ['-l', user] : []),
      ...(parsed.port ? ['-p', parsed.port] : []),
      ...['--', name, 'docker'],
      ...(path ? [`--host=unix://${path}`] : []),
      ...['system', 'dial-stdio'],
    ],
  };
}

/** A stored context may hold a protocol that only the user's own CLI understands: then the CLI does the dialling. */
function cliAddress({ context }: Endpoint, host: string): Address | { readonly problem: Text } {
  if (context === 'default' || !CONTEXT_NAME.test(context)) {
    return { problem: addressMessages('unknownProtocol', { host }) };
  }
  return { kind: 'command', program: 'docker', arguments: ['--context', context, 'system', 'dial-stdio'] };
}

function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

const unbracket = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
