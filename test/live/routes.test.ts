import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEngines } from '../env/machine.ts';
import { run } from '../support/docker-cli.ts';
import { routeCases, type RouteCase } from '../support/route-cases.ts';

const marker = 'the file whose way is followed';

describe('the builder puts a file where the routes say', () => {
  for (const { name, host } of readEngines(process.env.UNSTALE_ENGINES)) {
    // What a Dockerfile means is BuildKit's, whatever the image store. 20.10 has an older one, which knows neither --exclude nor --link.
    const isKnown = ({ dockerfile, isNewerThanEngines }: RouteCase): boolean =>
      !isNewerThanEngines && !(name === 'engine-20.10' && /--(exclude|link)/.test(dockerfile));
    const cases = name === 'engine-28-containerd' ? [] : routeCases.filter(isKnown);
    for (const each of cases) {
      it(`${each.title}, on ${name}`, { timeout: 60_000 }, async () => {
        expect(await placesIn(each, host)).toEqual([...each.expected].sort());
      });
    }
  }
});

async function placesIn(
  { dockerfile, path, beside = [], target }: RouteCase,
  host: string,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'unstale-routes-'));
  const context = join(folder, 'context');
  const output = join(folder, 'output');
  try {
    await put(context, path, marker);
    for (const other of beside) await put(context, other, 'another file');
    await put(folder, 'Dockerfile', dockerfile);
    const words = [
      'build',
      '-q',
      '--output',
      `type=local,dest=${output}`,
      '-f',
      join(folder, 'Dockerfile'),
      ...(target === undefined ? [] : ['--target', target]),
      context,
    ];
    await run({ folder, environment: { ...process.env, DOCKER_HOST: host } }, 'docker', words);
    return await filesWithMarker(output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function put(folder: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function filesWithMarker(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (file) => ((await readFile(file, 'utf8')) === marker ? [file.slice(folder.length)] : [])),
  );
  return contents.flat().sort();
}
