import { basename, resolve } from '../../../core/src/path.ts';
import type { MainProcess } from './evidence.ts';

type Reads = MainProcess['reads'];

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);

/** Programs that hold a container open and read no files of an application, but for those they are given by name. */
const idlers = new Set(['sleep', 'pause', 'tail', 'cat', 'top']);

/** Programs that start others and watch over them; of files they read their own settings. */
const supervisors = new Set(['supervisord', 'circusd', 'honcho', 'foreman', 'runsvdir', 'pm2', 'pm2-runtime']);

/** Servers that open a file for each request; their own configuration they read at the start. */
const fileServers = new Set([
  ...['httpd', 'nginx', 'apache2', 'caddy', 'lighttpd', 'php-fpm', 'darkhttpd', 'thttpd', 'static-web-server'],
  ...['http.server', 'http-server', 'serve', 'sirv', 'miniserve'],
]);

/** Servers that read their settings once, and not again for a signal. */
const daemons = /^(haproxy|redis-server|valkey-server|mysqld|mariadbd|mongod|memcached|varnishd|rabbitmq-server)$/;

const settings = /\.(conf|cfg|cnf|ini|ya?ml|toml)$|Caddyfile$/;

/** Folders out of which browsers are served. */
const served = /\/(public|static|assets|wwwroot|htdocs|html)\//;

/** What browsers ask for. */
const forBrowsers =
  /\.(html?|css|m?jsx?|tsx?|map|json|svg|png|jpe?g|gif|ico|webp|avif|mp4|woff2?|txt|md|pdf|webmanifest)$/;

/** What no interpreter loads as code. */
const content = /\.(html?|css|svg|png|jpe?g|gif|ico|webp|woff2?|txt|md)$/;

/** Interpreters and application servers, which load code once, and the files that are code to them; what data is read for, only they know. */
const loaders: readonly (readonly [RegExp, RegExp])[] = [
  [/^(node|nodejs|deno|bun|npm|yarn|pnpm)$/, /\.([cm]?[jt]sx?|vue|svelte|json|node|wasm)$/],
  [
    /^(python[\d.]*|pypy[\d.]*|gunicorn|uvicorn|hypercorn|daphne|waitress-serve|celery|rq|dramatiq|flask|quart|fastapi|uwsgi)$/,
    /\.(py|so)$/,
  ],
  [/^(ruby|puma|unicorn|rackup|thin|sidekiq|rails)$/, /\.(rb|rake|ru|so)$/],
  [/^java$/, /\.(java|class|jar|war|kt|scala|groovy|clj|so)$/],
  [/^dotnet$/, /\.(dll|exe|cs|fs)$/],
  [/^perl$/, /\.(pl|pm|so)$/],
  [/^php$/, /\.php$/],
  [/^(beam\.smp|erl|elixir)$/, /\.(exs?|erl|beam|so)$/],
];

const interpreters = /^(node|nodejs|python[\d.]*|pypy[\d.]*|ruby|perl|php)$/;

const isLoader = (program: string): boolean => loaders.some(([name]) => name.test(program));

const isKnown = (program: string): boolean =>
  isLoader(program) || fileServers.has(program) || supervisors.has(program) || daemons.test(program);

/** Returns a command without the shell or interpreter that runs its program: `/bin/sh /usr/local/bin/gunicorn app`, `python -m http.server`. */
export function withoutInterpreter(words: readonly string[]): readonly string[] {
  const program = programOf(words);
  if (!shells.has(program) && !interpreters.test(program)) return words;
  const [, script = '', module = ''] = words;
  if (script === '-m' && isKnown(module)) return words.slice(2);
  return script.includes('/') && isKnown(basename(script)) ? words.slice(1) : words;
}

/** Returns a program's name. A login shell begins with a dash; `nginx: master process` ends its name with a colon; busybox is named by its applet. */
export function programOf([first = '', ...rest]: readonly string[]): string {
  const called = basename(first).replace(/^-/, '').replace(/:$/, '');
  return called === 'busybox' ? (rest[0] ?? called) : called;
}

/** Returns whether a program only holds its container open, or runs what a script says. */
export const isIdle = (words: readonly string[]): boolean => idlers.has(programOf(words));

/** Returns whether a program runs the script that it is given first. */
export const isInterpreter = (program: string): boolean => isLoader(program) || shells.has(program);

/** Returns whether a program reads what it is given, and writes none of it. */
export const isOnlyReading = (program: string): boolean =>
  idlers.has(program) || supervisors.has(program) || fileServers.has(program) || daemons.test(program);

/** Returns whether a command is a package manager's, which starts the program that loads the code. */
export const isPackageManager = (words: readonly string[]): boolean => /^(npm|yarn|pnpm)$/.test(programOf(words));

/** Returns whether a command goes on reading a file's end. */
export const isFollowing = (words: readonly string[]): boolean =>
  programOf(words) === 'tail' && words.some((word) => /^-[a-zA-Z0-9]*[fF]|^--follow/.test(word));

/** Returns whether a command is a server that opens files when they are asked for. */
export const isServer = (words: readonly string[]): boolean =>
  fileServers.has(programOf(words)) || (programOf(words) === 'php' && words.includes('-S'));

/** Returns how a command of the container reads the file at `path`. `folder` is the one the command runs in. */
export function habitOf(words: readonly string[], path: string, folder: string): Reads {
  const rest = words.slice(1);
  const program = programOf(words);
  const isGiven = rest.some((word) => isPath(word, path, folder));
  if (idlers.has(program)) return isGiven ? (isFollowing(words) ? 'on-request' : 'at-start') : 'never';
  if (shells.has(program) || supervisors.has(program)) return isGiven ? 'at-start' : 'never';
  if (fileServers.has(program)) {
    return isGiven || path.startsWith('/etc/') || (settings.test(path) && !served.test(path))
      ? 'at-start'
      : 'on-request';
  }
  if (program === 'php' && (rest.includes('-S') || rest.some((word) => /(^|\/)artisan$/.test(word))))
    return 'on-request';
  if (daemons.test(program)) return isGiven || settings.test(path) ? 'at-start' : 'unknown';
  const [, code] = loaders.find(([name]) => name.test(program)) ?? [];
  if (isGiven) return 'at-start';
  if (!code) return 'unknown';
  if (content.test(path) || (forBrowsers.test(path) && (served.test(path) || !code.test(path)))) return 'on-request';
  return code.test(path) ? 'at-start' : 'unknown';
}

/** Whether a word, or the value of a flag, names the file: wholly, from the folder, or from one below the root that a script changed to. */
function isPath(word: string, path: string, folder: string): boolean {
  const value = word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word;
  if (value === '' || value.startsWith('-')) return false;
  return resolve(folder, value) === path || (value.includes('/') && path.endsWith(`/${value.replace(/^\.\//, '')}`));
}
