/**
 * Returns a size in bytes, null when it is none. Units are powers of 1024, written `b`, `k`, `kb`, `m`, `mb` and so on, in upper or
 * lower case (https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values).
 */
export function bytes(written: string): number | null {
  const [, count, unit = ''] = /^(-?\d+(?:\.\d+)?)\s*([kmgtp]?)(?:i?b)?$/i.exec(written.trim()) ?? [];
  if (count === undefined) return null;
  return Math.floor(Number(count) * 1024 ** ' kmgtp'.indexOf(unit.toLowerCase() || ' '));
}

const lengths: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 86_400e9,
  w: 604_800e9,
};

/** Returns a duration such as `1m30s` in nanoseconds, null when it is none. */
export function nanoseconds(written: string): number | null {
  const parts = [...written.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h|d|w)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== written.trim()) return null;
  return parts.reduce((sum, [, count = '0', unit = 's']) => sum + Number(count) * (lengths[unit] ?? 0), 0);
}

/**
 * Returns the bindings of a port in short syntax, each as `address:host->container/protocol`; null when it is not understood. A range
 * of both sides is one binding for each port; a host's range for one port stays a range, from which the engine takes a free one.
 * https://docs.docker.com/reference/compose-file/services/#ports
 */
export function boundPorts(written: string): string[] | null {
  const [, address = '', host = '', first, last, protocol = 'tcp'] =
    /^(?:(?:(\[[0-9a-f:]+\]|[\d.]+|[a-z][\w.-]*):)?(\d*(?:-\d+)?):)?(\d+)(?:-(\d+))?(?:\/([a-z]+))?$/i.exec(
      written.trim(),
    ) ?? [];
  if (first === undefined) return null;
  const from = Number(first);
  const count = Number(last ?? first) - from + 1;
  // Port 0 of the host is any that is free, as no port is.
  const [hostFirst = '', hostLast] = host.replace(/^0$/, '').split('-');
  const isRange = hostLast !== undefined && Number(hostLast) - Number(hostFirst) + 1 === count;
  if (count < 1 || count > 1000) return null;
  return Array.from({ length: count }, (_, index) => {
    const hostPort = hostFirst === '' ? '' : isRange || count > 1 ? String(Number(hostFirst) + index) : host;
    return `${address.replace(/[[\]]/g, '')}:${hostPort}->${from + index}/${protocol.toLowerCase()}`;
  });
}

/**
 * Returns a command's words as Compose splits them, by quotes and backslashes and through no shell; null where an operator or an open quote
 * stands in it, at which Compose stops or fails (https://github.com/mattn/go-shellwords).
 */
export function shellWords(written: string): string[] | null {
  const found: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < written.length; at += 1) {
    const character = written.charAt(at);
    if (character === '\\' && quote !== "'") {
      word = (word ?? '') + written.charAt((at += 1));
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== null) found.push(word);
      word = null;
    } else if (/[;&|<>()`]/.test(character)) return null;
    else word = (word ?? '') + character;
  }
  if (quote !== '') return null;
  return word === null ? found : [...found, word];
}
