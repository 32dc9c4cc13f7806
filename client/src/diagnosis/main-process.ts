import type { Shell, ShellCommand } from '../../../core/src/shell/shell.ts';
import { basename } from '../../../core/src/path.ts';
import type { MainProcess } from './evidence.ts';

/** What is known of a container's processes: the arguments of each, the main one first, and the text of its start script. */
export interface ProcessQuestion {
  /** The arguments of every process, as `ps` prints them; the main process first. */
  readonly commandLines: readonly (readonly string[])[];
  /** What the container was started with. A program may call itself otherwise once it runs: `rails server` becomes `puma`. */
  readonly ownCommand: readonly string[];
  readonly startedMs: number;
  /** Switches that development servers take from the environment, for example `FLASK_DEBUG=1`. */
  readonly switches: readonly string[];
  /** The file in the container that the question is about. */
  readonly containerPath: string;
  /** The script that a shell runs: the text after `-c`, or the content of its script file; null where there is none. */
  readonly script: string | null;
  readonly shell: Shell | null;
}

/** Init programs and entrypoint wrappers that only start another program. */
const wrappers = new Set(['tini', 'dumb-init', 'docker-init', 'init', 's6-svscan', 's6-supervise', 'gosu', 'su-exec']);

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);

/** Programs that hold a container open and read no files of an application, but for those they are given by name. */
const idlers = new Set(['sleep', 'pause', 'tail', 'cat', 'top']);

/** Servers that open a file for each request; their own configuration they read at the start. */
const fileServers = new Set([
  'httpd',
  'nginx',
  'apache2',
  'caddy',
  'lighttpd',
  'php-fpm',
  'darkhttpd',
  'thttpd',
  'static-web-server',
]);

/** Interpreters and application servers, which load code once. */
const loaders =
  /^(node|nodejs|deno|bun|python[\d.]*|pypy[\d.]*|ruby|puma|unicorn|rackup|java|dotnet|perl|gunicorn|uvicorn|hypercorn|daphne|celery|sidekiq|beam\.smp|erl|elixir|npm|yarn|pnpm|php)$/;

/** Files that loaders load as code; what a template or data file is read for, only the program knows. */
const code =
  /\.([cm]?[jt]sx?|vue|svelte|json|py|rb|rake|ru|java|class|jar|war|kt|scala|groovy|clj|dll|exe|cs|fs|pl|pm|php|exs?|erl|beam|so|node|wasm)$/;

/**
 * Programs and flags that watch files and restart or reload by themselves, as their own documentation names them:
 * https://nodejs.org/api/cli.html#--watch, https://www.uvicorn.org/settings/#development, https://docs.gunicorn.org/en/stable/settings.html#reload
 */
const reloaders: readonly (readonly [RegExp, string])[] = [
  [/\bnodemon\b/, 'nodemon'],
  [/\b(node|bun|deno)\b.*\s--(watch|hot)\b/, '--watch'],
  [/\b(tsx|ts-node-dev|tsnd)\b.*\b(watch|--respawn)\b/, 'tsx watch'],
  [/\bts-node-dev\b/, 'ts-node-dev'],
  [/\b(next|nuxt|nuxi|astro|remix|svelte-kit) dev\b/, 'dev server'],
  [/\bng serve\b/, 'ng serve'],
  [/\bvite(\.js)?(\s+(dev|serve)|\s+-|$)/, 'vite'],
  [/\bwebpack(-dev-server)?(\.js)?\b.*(serve|--watch|-w\b)|\bwebpack-dev-server\b/, 'webpack'],
  [/\s--(auto-?|live-?|hot-?)?reload\b/, '--reload'],
  [/\b(flask|quart)\b.*\srun\b.*--debug\b|\b(flask|quart)\b.*--debug\b.*\srun\b/, 'flask --debug'],
  [/\b(fastapi|litestar|storybook|quarkus|wrangler|netlify|vercel) dev\b|\bsanic\b.*\s--dev\b/, 'dev server'],
  [/\brunserver(_plus)?\b(?!.*--noreload)/, 'runserver'],
  [/\breact-scripts(\/scripts\/start\.js| start)\b|\b(craco|docusaurus|expo|meteor) (start|run)\b/, 'dev server'],
  [/\b(vue-cli-service|ember|quasar|gulp|grunt) (serve|dev|watch)\b/, 'dev server'],
  [/\bpm2(-runtime|-dev)?\b.*\s--watch\b|\bpm2-dev\b/, 'pm2 --watch'],
  [/(^|\/|\s)(wgo|gow|modd|onchange|guard)(\s|$)/, 'watcher'],
  [/\bspring-boot:run\b|\bquarkus:dev\b|\bquarkusDev\b|\bgradlew?\b.*\s(-t|--continuous)\b/, 'development server'],
  [/\bstreamlit run\b/, 'streamlit'],
  [/\b(watchmedo|watchfiles|watchexec|entr|reflex|CompileDaemon|chokidar|browser-sync|live-server)\b/, 'watcher'],
  [/(^|\/|\s)air(\s|$)/, 'air'],
  [/\bcargo[ -]watch\b|\bbacon\b/, 'cargo watch'],
  [/\bdotnet(\.dll)? watch\b|\bdotnet-watch\b/, 'dotnet watch'],
  [/\b(hugo|mkdocs|jekyll|gatsby) (server?|develop)\b/, 'dev server'],
  [/\b(mix phx\.server|rails s(erver)?)\b/, 'development server'],
];

/** Names and values of variables that make a server reload, by the server they are for. */
const switching: readonly (readonly [RegExp, RegExp])[] = [
  [/\bflask\b/, /^FLASK_(DEBUG=(1|true|on|yes)|ENV=development)$/i],
  [/\buvicorn\b/, /^UVICORN_RELOAD=(1|true|on|yes)$/i],
];

/** Returns those of a container's variables that switch a development server's reloader on; no other variable is named. */
export const switchesAmong = (variables: ReadonlyMap<string, string>): readonly string[] =>
  Array.from(variables, ([name, value]) => `${name}=${value}`).filter((each) =>
    switching.some(([, isSwitch]) => isSwitch.test(each)),
  );

const switchedOn = (lines: readonly string[], switches: readonly string[]): string | null =>
  switches.find((each) =>
    switching.some(([server, isSwitch]) => isSwitch.test(each) && lines.some((line) => server.test(line))),
  ) ?? null;

/** Returns how the container's processes treat the file. Their arguments may carry secrets: only names leave this function. */
export function mainProcess(question: ProcessQuestion): MainProcess {
  const lines = question.commandLines.filter(([first = '']) => !wrappers.has(basename(first))).map(withoutShebang);
  const program = programOf(lines[0] ?? []) || 'process';
  const joined = [...lines, question.ownCommand].map((words) => words.join(' '));
  const switched = switchedOn(joined, question.switches);
  const reloader = reloaders.find(([pattern]) => joined.some((line) => pattern.test(line)))?.[1] ?? switched;
  return { startedMs: question.startedMs, program, reloader, reads: habitOf(question, lines) };
}

function habitOf(question: ProcessQuestion, lines: readonly (readonly string[])[]): MainProcess['reads'] {
  const mention = mentionIn(question);
  if (mention) return mention;
  const habits = lines.map((words) => habitOfProgram(words, question.containerPath));
  for (const habit of ['at-start', 'on-request', 'unknown'] as const) if (habits.includes(habit)) return habit;
  return lines.length > 0 ? 'never' : 'unknown';
}

/** A program that is a script of its own is listed behind its shell: `/bin/sh /usr/local/bin/gunicorn app`. */
function withoutShebang(words: readonly string[]): readonly string[] {
  const [, script = ''] = words;
  const isProgram = script.includes('/') && (loaders.test(basename(script)) || fileServers.has(basename(script)));
  return isProgram && shells.has(programOf(words)) ? words.slice(1) : words;
}

/** A login shell begins with a dash; `nginx: master process` ends its name with a colon; busybox is named by its applet. */
function programOf([first = '', ...rest]: readonly string[]): string {
  const called = basename(first).replace(/^-/, '').replace(/:$/, '');
  return called === 'busybox' ? (rest[0] ?? called) : called;
}

const isFollowing = (words: readonly string[]): boolean =>
  programOf(words) === 'tail' && words.some((word) => /^-[a-zA-Z0-9]*[fF]|^--follow/.test(word));

const isServer = (words: readonly string[]): boolean =>
  fileServers.has(programOf(words)) || (programOf(words) === 'php' && words.includes('-S'));

/** Whether an argument names the file: by its whole path, or by the path from the folder that the program was started in. */
const isNamed = (words: readonly string[], path: string): boolean =>
  words.some((word) => word === path || (/^[^/-]/.test(word) && path.endsWith(`/${word.replace(/^\.\//, '')}`)));

function habitOfProgram(words: readonly string[], path: string): MainProcess['reads'] {
  const rest = words.slice(1);
  const program = programOf(words);
  if (idlers.has(program)) return isNamed(rest, path) ? (isFollowing(words) ? 'on-request' : 'at-start') : 'never';
  if (shells.has(program)) return isNamed(rest, path) ? 'at-start' : 'never';
  if (fileServers.has(program))
    return /\.(conf|cfg|ini|ya?ml|toml)$|Caddyfile$|^\/etc\//.test(path) ? 'at-start' : 'on-request';
  if (program === 'php' && (rest.includes('-S') || rest.some((word) => /(^|\/)artisan$/.test(word))))
    return 'on-request';
  if (!loaders.test(program)) return isNamed(rest, path) ? 'at-start' : 'unknown';
  if (/\.(html?|css|svg|png|jpe?g|gif|ico|webp|woff2?|txt|md)$/.test(path)) return 'on-request';
  return code.test(path) || isNamed(rest, path) ? 'at-start' : 'unknown';
}

/** What the start script does with the file: reads it in a loop, reads it once, or does not name it. */
function mentionIn({ script, shell, containerPath }: ProcessQuestion): MainProcess['reads'] | null {
  if (script === null || !shell) return null;
  const naming = shell.commandsOf(script).filter((command) => names(command, containerPath));
  if (naming.length === 0) return null;
  if (naming.some(({ isIn }) => isIn.includes('loop'))) return 'repeatedly';
  // A server that is started on the file's folder has its own way of reading, and `tail -f` goes on reading.
  const isServed = naming.some(({ words }) => {
    const values = words.map(({ value }) => value);
    return isFollowing(values) || (isServer(values) && habitOfProgram(values, containerPath) === 'on-request');
  });
  return isServed ? 'on-request' : 'at-start';
}

function names(command: ShellCommand, path: string): boolean {
  const words = [...command.words, ...command.redirects.map(({ word }) => word)];
  const name = basename(path);
  return words.some(
    ({ value }) => value === path || basename(value) === name || value.includes(`/${name}`) || isFolderOf(value, path),
  );
}

const isFolderOf = (word: string, path: string): boolean => {
  const folder = word.replace(/\/?\*?$/, '');
  return folder.startsWith('/') && folder.length > 1 && path.startsWith(`${folder}/`);
};
