import { basename, resolve } from '../../../core/src/path.ts';
import { pathBelow } from './covering-mount.ts';

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

/** Flags that name the only folders that a reloader watches: https://nodejs.org/api/cli.html#--watch-path, https://www.uvicorn.org/settings/#development */
const watchedFolderFlag = /^(?:--watch-path|--reload-dirs?)(?:=(.*))?$/;

/** `nodemon` alone takes a folder after `--watch`. */
const nodemonFlag = /^(?:--watch|-w)(?:=(.*))?$/;

/** Servers of a browser's code, which load no code of other languages. */
const bundlers = new Set(['vite', 'webpack', 'ng serve']);

/** Code that no bundler loads. */
const serverCode = /\.(py|rb|php|java|kt|go|exs?|rs|cs|pl)$/;

/** Returns the name of a reloader that takes up a change of the file, null where none does. `folder` is the one the processes run in. */
export function reloaderAmong(
  commands: readonly (readonly string[])[],
  switches: readonly string[],
  path: string,
  folder: string,
): string | null {
  const watching = commands.filter((words) => watches(words, path, folder)).map((words) => words.join(' '));
  const named = reloaders.find(
    ([pattern, name]) => !(bundlers.has(name) && serverCode.test(path)) && watching.some((line) => pattern.test(line)),
  );
  return named?.[1] ?? switchedOn(watching, switches);
}

/** Whether a command, if it is a reloader, watches the file: it does unless it was given other folders. */
function watches(words: readonly string[], path: string, folder: string): boolean {
  const flag = words.some((word) => basename(word) === 'nodemon') ? nodemonFlag : watchedFolderFlag;
  const given = words.flatMap((word, index) => {
    const match = flag.exec(word);
    return match ? [match[1] ?? words[index + 1] ?? ''] : [];
  });
  // nodemon also takes patterns: their folder is what stands before the first sign.
  const folders = given.map((each) => resolve(folder, each.replace(/[*?{[].*$/, '')));
  return folders.length === 0 || folders.some((each) => pathBelow(each, path) !== null);
}
