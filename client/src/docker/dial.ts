import { Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect as connectPlain, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { inspect } from 'node:util';
import type { Text } from '../../../core/src/text.ts';
import { addressOf, type Address } from './address.ts';
import { openCommandStream } from './command-stream.ts';
import type { Endpoint } from './endpoint.ts';

/** How HTTP reaches an engine: an agent that opens the connections, and what each request must say. */
export interface Dialer {
  readonly agent: Agent;
  /** The value of the `Host` header. */
  readonly hostHeader: string;
  /** What stands before every path; empty but for engines behind a proxy (`tcp://host:port/prefix`). */
  readonly pathPrefix: string;
}

/** Returns the dialer of an endpoint, or the sentence that says why it cannot be dialled. Nothing connects before a request. */
export function createDialer(endpoint: Endpoint): Dialer | { readonly problem: Text } {
  const address = addressOf(endpoint);
  if ('problem' in address) return address;
  return {
    agent: new EngineAgent(address, endpoint.tls),
    // Go's server refuses a `Host` that is no host name, so sockets get a name; any will do.
    hostHeader: address.kind === 'tcp' ? hostAndPort(address.host, address.port) : 'docker',
    pathPrefix: address.kind === 'tcp' ? address.pathPrefix : '',
  };
}

/** Connections to one endpoint. Where a connection costs a process or a handshake, it is kept for the next request. */
class EngineAgent extends Agent {
  constructor(
    private readonly address: Address,
    private readonly tls: Endpoint['tls'],
  ) {
    // A far sshd refuses more than ten connections that are still signing in (MaxStartups in sshd_config(5)).
    super({ keepAlive: address.kind !== 'socket', maxSockets: address.kind === 'command' ? 4 : 16 });
  }

  override createConnection(): Duplex {
    switch (this.address.kind) {
      case 'socket':
        return connectPlain(this.address.path);
      case 'tcp':
        return this.tls ? openTls(this.address, this.tls) : connectPlain(this.address.port, this.address.host);
      case 'command':
        return openCommandStream(this.address.program, this.address.arguments);
    }
  }

  /**
   * An engine never redirects, but what is mistaken for one may, and docker-modem would follow to any host, past this agent.
   * Without its `Location` such an answer is an ordinary one. `addRequest` is where an agent first sees a request:
   * https://github.com/nodejs/node/blob/v20.x/lib/_http_agent.js
   */
  addRequest(request: ClientRequest, ...rest: unknown[]): void {
    request.prependOnceListener('response', (response: IncomingMessage) => {
      delete response.headers.location;
    });
    const { addRequest } = Agent.prototype as unknown as { addRequest: (this: Agent, ...all: unknown[]) => void };
    addRequest.call(this, request, ...rest);
  }

  /** docker-modem inspects its options in full depth at every request, even when nobody reads its log. */
  [inspect.custom](): string {
    return 'EngineAgent';
  }
}

function openTls(address: Address & { kind: 'tcp' }, tls: NonNullable<Endpoint['tls']>): Duplex {
  return connectTls({
    host: address.host,
    port: address.port,
    rejectUnauthorized: !tls.skipVerify,
    // TLS forbids addresses as server names: https://www.rfc-editor.org/rfc/rfc6066#section-3
    ...(isIP(address.host) ? {} : { servername: address.host }),
    ...(tls.ca && { ca: tls.ca }),
    ...(tls.cert && { cert: tls.cert }),
    ...(tls.key && { key: tls.key }),
  });
}

const hostAndPort = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
