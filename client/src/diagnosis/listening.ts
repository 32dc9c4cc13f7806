/** A socket that waits for connections. */
export interface Listening {
  /** As people write it: `127.0.0.1`, `::1`, `::`. */
  readonly address: string;
  readonly port: number;
}

/** Addresses to which `localhost` leads: the loopback of each family, and sockets that take every address. */
const reachable = new Set(['127.0.0.1', '::1', '0.0.0.0', '::']);

/**
 * Returns the listening sockets in the text of `/proc/net/tcp` or `tcp6` that `localhost` may lead to. Addresses are written there in hex, each
 * group of four bytes in the machine's order: https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export function listeningSockets(table: string): readonly Listening[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A')
    .flatMap(([, local = '']) => {
      const [hex = '', port = ''] = local.split(':');
      const address = addressOf(hex);
      return reachable.has(address) ? [{ address, port: Number.parseInt(port, 16) }] : [];
    });
}

function addressOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  const plain = bytes.join('');
  if (/^0*$/.test(plain)) return '::';
  return /^0{31}1$/.test(plain) ? '::1' : plain;
}

/** Returns whether a socket stands where a port was published, so that it is the engine's own. */
export const isServedBy = (published: readonly Listening[], { address, port }: Listening): boolean =>
  published.some(
    (each) =>
      each.port === port && (each.address === address || (each.address === '' && /^(0\.0\.0\.0|::)$/.test(address))),
  );
