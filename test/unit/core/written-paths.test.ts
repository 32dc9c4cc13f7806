import { beforeAll, describe, expect, test } from 'vitest';
import type { Shell } from '../../../core/src/shell/shell.ts';
import { writtenPaths } from '../../../core/src/shell/written-paths.ts';
import { loadNodeShell } from '../../../client/src/workspace/load-shell.ts';

let shell: Shell | null;
beforeAll(async () => {
  shell = await loadNodeShell();
});

const written = (script: string) =>
  writtenPaths(shell?.commandsOf(script) ?? [], '/app').map(
    ({ path, isFolder, isCopy, isFetched }) =>
      `${isFetched ? 'fetched ' : ''}${isCopy ? 'copied ' : ''}${path}${isFolder ? '/' : ''}`,
  );

describe('what the commands of a script write', () => {
  test.each([
    ['cat src/a.js src/b.js > dist/bundle.js', ['copied /app/dist/bundle.js']],
    ['gcc -O2 -o /usr/local/bin/shop main.c', ['/usr/local/bin/shop']],
    ['cd /src && go build -o shop ./cmd', ['/src/shop']],
    ['[ -f /cache/out ] || cp main.c /cache/out; cp /cache/out /app/shop', ['copied /cache/out', 'copied /app/shop']],
    ['tr a-z A-Z < main.c > shop', ['/app/shop']],
    ['cat main.c | tr a-z A-Z > shop', ['/app/shop']],
    ['cd /src && cat a > b', ['copied /src/b']],
    ['{ echo header; cat main.c; } > shop', ['/app/shop', 'copied /app/shop']],
    ['(cat a; cat b) > c', ['copied /app/c', 'copied /app/c']],
    ['if [ a -nt b ]; then cp a b; fi', ['copied /app/b']],
    ['npx esbuild src/main.ts --bundle --outfile=dist/main.js', ['/app/dist/main.js']],
    ['tsc --outDir dist', []],
    ['javac -d classes Main.java', ['/app/classes/']],
    ['cp a b lib/', ['copied /app/lib/']],
    ['echo hello 2>/dev/null', []],
    ['echo "$X" > "$OUT/x"', []],
    ['wget https://example.org/a/data.json?x=1', ['fetched /app/data.json']],
    ['wget -qO /srv/data.json https://example.org/d', ['fetched /srv/data.json']],
    ['wget -q -P /srv https://example.org/data.json', ['fetched /srv/data.json']],
    ['curl -fsSL https://example.org/data.json -o data.json', ['fetched /app/data.json']],
    ['curl -fsSLO https://example.org/data.json', ['fetched /app/data.json']],
    ['curl https://example.org/data.json > all.json', ['fetched /app/all.json']],
    ['curl https://example.org/data.json', []],
    ['git clone --depth 1 -b main https://example.org/me/shop.git', ['fetched /app/shop/']],
    ['git clone git@example.org:me/shop.git /src', ['fetched /src/']],
  ])('%s', (script, expected) => {
    expect(written(script)).toEqual(expected);
  });
});
