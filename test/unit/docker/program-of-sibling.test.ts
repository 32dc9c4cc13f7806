import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildByHand } from '../../../client/src/docker/build-by-hand.ts';
import { isOfSiblingProgram } from '../../../client/src/docker/program-of-sibling.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unstale-programs-')));
  for (const path of ['cmd/orders/main.go', 'cmd/billing/main.go', 'cmd/billing/rules/vat.go', 'internal/db.go']) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), 'package main\n');
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** Whether a build with that RUN makes another program than the file's. */
async function isOfSibling(run: string, file = 'cmd/billing/main.go', names: readonly string[] = []): Promise<boolean> {
  const dockerfile = join(folder, `${Math.random()}.Dockerfile`);
  await writeFile(
    dockerfile,
    `FROM golang AS build\nWORKDIR /src\nCOPY . .\nRUN ${run}\nFROM scratch\nCOPY --from=build /out /out\n`,
  );
  const question = { workspaceFolder: folder, environment: {} };
  const search = { disk: nodeDisk, question } as unknown as Parameters<typeof buildByHand>[0];
  const build = await buildByHand(search, join(folder, file), dockerfile, []);
  if (!build) throw new Error('the Dockerfile was not read');
  return isOfSiblingProgram(nodeDisk, build, join(folder, file), names);
}

test.each([
  ['go build -o /out ./cmd/orders', true],
  ['cd cmd/orders && go build -o /out .', true],
  ['go build -o /out ./cmd/billing', false],
  ['go build -o /out ./cmd/...', false],
  ['go build -o /out ./...', false],
  ['go build -o /out ./cmd/orders ./cmd/billing', false],
  ['make', false],
])('RUN %s: %s', async (run, expected) => {
  expect(await isOfSibling(run)).toBe(expected);
  expect(await isOfSibling(run, 'cmd/billing/rules/vat.go')).toBe(expected);
});

test('what no program has for itself may be in each', async () => {
  expect(await isOfSibling('go build -o /out ./cmd/orders', 'internal/db.go')).toBe(false);
});

test('a variable that nothing states is told by the names of image and container', async () => {
  const run = 'go build -o /out ./cmd/$PROGRAM';
  expect(await isOfSibling(run, 'cmd/billing/main.go', ['shop-orders'])).toBe(true);
  expect(await isOfSibling(run, 'cmd/billing/main.go', ['shop-billing'])).toBe(false);
  expect(await isOfSibling(run, 'cmd/billing/main.go', ['shop'])).toBe(false);
});
