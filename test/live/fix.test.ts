import { copyFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../../core/src/shell/shell.ts';
import { findBuildContext } from '../../server/src/context.ts';
import type { Finding } from '../../server/src/lint/lint.ts';
import { lint } from '../../server/src/lint/lint.ts';
import { dockerfileSubject } from '../../server/src/lint/subject.ts';
import { defaultSettings } from '../../server/src/settings.ts';
import { readEngines } from '../env/machine.ts';
import { applyEdits } from '../support/apply-edits.ts';
import { run } from '../support/docker-cli.ts';
import { fixCases, installId, standIns, standInStart, type FixCase } from '../support/fix-cases.ts';
import { loadTestShell } from '../support/shell.ts';

const base = 'unstale-test-fix-base';
const result = 'unstale-test-fix';
let shell: Shell;
beforeAll(async () => {
  shell = await loadTestShell();
});

describe.each(readEngines(process.env.UNSTALE_ENGINES).map(({ name, host }) => ({ name, host })))(
  'on $name',
  ({ name, host }) => {
    const docker = (folder: string, ...words: string[]): Promise<string> =>
      run({ folder, environment: { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '1' } }, 'docker', words);
    let folder: string;
    const tags: string[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'unstale-fix-'));
      await buildBase(folder, docker);
    });
    afterAll(async () => {
      await docker(folder, 'image', 'rm', '-f', base, ...tags).catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    });

    // What a Dockerfile means is BuildKit's: one engine builds all cases, the others one, which has no heredoc that 20.10 would not know.
    const cases = name === 'engine-28-classic' ? fixCases : fixCases.slice(0, 1);

    it.each(cases.map((one) => [one.title, one] as const))(
      '%s: the fix builds, and an edit of the source keeps the install',
      async (title, one) => {
        const project = join(folder, title.replace(/\W+/g, '-'));
        await writeProject(project, one);
        const build = async (dockerfile: string): Promise<string> => {
          await writeFile(join(project, 'Dockerfile'), dockerfile.replaceAll('FROM fake', `FROM ${base}`));
          // Each result keeps a tag of its own until the end: containerd collects what a moved tag leaves while a build still unpacks.
          const tag = `${result}:${tags.length}`;
          tags.push(tag);
          await docker(project, 'build', '-q', '-t', tag, '.');
          return docker(project, 'run', '--rm', '--network', 'none', tag, 'cat', installId);
        };
        const edit = (content: string) => writeFile(join(project, one.source), content);

        const before = await build(one.dockerfile);
        await edit('2');

        const [finding] = await findingsOf(project, one.dockerfile);
        const fixed = applyEdits(one.dockerfile, finding?.fixes[0]?.edits ?? []);
        expect(fixed).not.toBe(one.dockerfile);
        const installed = await build(fixed);
        expect(installed).not.toBe(before);
        await edit('3');
        expect(await build(fixed)).toBe(installed);
        expect(await findingsOf(project, fixed)).toEqual([]);
      },
      180_000,
    );
  },
);

async function findingsOf(project: string, dockerfile: string): Promise<Finding[]> {
  const context = await findBuildContext(join(project, 'Dockerfile'), {
    readText: readOrNull,
    workspaceFolders: [project],
    environment: {},
  });
  const { findings } = lint(dockerfileSubject(dockerfile, shell, context), defaultSettings);
  return findings.filter(({ rule }) => rule === 'source-before-dependencies');
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not there, which is an answer.
    return null;
  }
}

async function writeProject(project: string, { files }: FixCase): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(project, name)), { recursive: true });
    await writeFile(join(project, name), content);
  }
}

async function buildBase(
  folder: string,
  docker: (folder: string, ...words: string[]) => Promise<string>,
): Promise<void> {
  const context = join(folder, 'base');
  await mkdir(join(context, 'bin'), { recursive: true });
  await copyFile(process.env.UNSTALE_BUSYBOX || '/bin/busybox', join(context, 'busybox'));
  for (const [name, script] of Object.entries(standIns)) {
    await writeFile(join(context, 'bin', name), `${standInStart}${script}\n`);
    await chmod(join(context, 'bin', name), 0o755);
  }
  const dockerfile = [
    'FROM scratch',
    'COPY busybox /bin/busybox',
    'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
    'COPY bin /usr/bin',
  ];
  await writeFile(join(context, 'Dockerfile'), dockerfile.join('\n'));
  await docker(context, 'build', '-q', '-t', base, '.');
}
