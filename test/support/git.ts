import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join, dirname } from 'node:path';
import { run } from './docker-cli.ts';
import type { Stage } from './stage.ts';

/** Commits of the same files have the same ids in every play. */
const identity = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

/** The id of the first commit of the shop without Compose. */
export const firstCommit = '0011e05c19bd25e13eeb2e9a37083e54cc654493';

/** Runs `git …` in the workspace, or in a folder of it, and returns its output. */
export const git = (stage: Stage, words: readonly string[], folder = stage.folder): Promise<string> =>
  run({ folder, environment: { ...stage.environment, ...identity } }, 'git', words);

/** Makes the workspace a repository with one commit of all files, and returns the commit's id. */
export async function initialCommit(stage: Stage): Promise<string> {
  await git(stage, ['init', '-q', '-b', 'main']);
  return commitAll(stage, 'First version');
}

/** Commits all files as they are, and returns the commit's id. */
export async function commitAll(stage: Stage, message: string): Promise<string> {
  await git(stage, ['add', '--all']);
  await git(stage, ['commit', '-q', '-m', message]);
  return git(stage, ['rev-parse', 'HEAD']);
}

/** Clones the last commit to a folder beside the workspace, as a tool does before it builds, and returns that folder. */
export async function cloneBeside(stage: Stage, label = 'clone'): Promise<string> {
  const clone = join(dirname(stage.folder), `${stage.name}-${label}`);
  await git(stage, ['clone', '-q', stage.folder, clone]);
  return clone;
}

/**
 * Makes the workspace a repository as `initialCommit` does, and Kamal's: its file is not committed, since it names the stage, and
 * containers are named after the commit.
 */
export async function initialCommitForKamal(stage: Stage, more = ''): Promise<void> {
  await initialCommit(stage);
  const { name, write } = stage;
  await write('config/deploy.yml', `service: ${name}\nimage: ${name}/web\nservers:\n  - 127.0.0.1\n${more}`);
}

/**
 * Does what `kamal deploy` does on one machine: builds a clone of the last commit, with the labels and the tag Kamal gives, and runs
 * it under Kamal's name. Returns the container's name. See https://github.com/basecamp/kamal/blob/main/lib/kamal/commands/app.rb
 */
export async function deployAsKamal(stage: Stage, destination?: string): Promise<string> {
  const { docker, name } = stage;
  const version = await git(stage, ['rev-parse', 'HEAD']);
  const clone = await cloneBeside(stage, `kamal-${version.slice(0, 7)}`);
  const image = `${name}/web:${version}`;
  await docker('build', '-t', image, '-t', `${name}/web:latest`, '--label', `service=${name}`, clone);
  const container = [name, 'web', destination, version].filter((word) => word !== undefined).join('-');
  const labels = [`service=${name}`, 'role=web', `destination=${destination ?? ''}`].flatMap((one) => ['--label', one]);
  await docker('run', '-d', '--restart', 'unless-stopped', '--name', container, ...labels, image);
  return container;
}

/** Serves the repositories of a folder as long as the folder is there: the stage's clearing ends it, whatever becomes of the tests. */
const daemonScript =
  'base=$1; shift; git daemon --base-path="$base" "$@" & while [ -d "$base" ]; do sleep 1; done; kill $!';

/**
 * Pushes the workspace's branch to a repository of its own beside it, serves that to the engines on the loopback, and returns its URL.
 * BuildKit clones over the network only: https://docs.docker.com/build/concepts/context/#git-repositories
 */
export async function serveRepository(stage: Stage): Promise<string> {
  const holder = join(dirname(stage.folder), 'remote');
  await git(stage, ['clone', '-q', '--bare', stage.folder, join(holder, 'shop.git')]);
  await git(stage, ['remote', 'add', 'origin', join(holder, 'shop.git')]);
  await git(stage, ['push', '-q', '-u', 'origin', 'main']);
  const port = randomInt(30_000, 32_000);
  const words = ['--export-all', '--listen=127.0.0.1', `--port=${port}`];
  spawn('sh', ['-c', daemonScript, 'sh', holder, ...words], { stdio: 'ignore', detached: true }).unref();
  const url = `git://127.0.0.1:${port}/shop.git`;
  await stage.until('the daemon that serves the repository', () =>
    git(stage, ['ls-remote', url]).then(
      () => true,
      () => false,
    ),
  );
  return url;
}
