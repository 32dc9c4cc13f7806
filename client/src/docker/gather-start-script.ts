import { startWriter, calledScripts, type StartScript } from '../diagnosis/start-writer.ts';
import type { Shell } from '../../../core/src/shell/shell.ts';
import { loadNodeShell } from '../workspace/load-shell.ts';
import { EngineFailure } from './engine.ts';
import { failureText, known, type Gatherer, type Look } from './gatherer.ts';
import { readContainerFile } from './read-file.ts';

/** At most this many script files are read, each with one request. */
const maximumScripts = 6;

/** A start script is a few pages; what is larger is a program, in bytes. */
const scriptLimit = 256 * 1024;

/** Records which command of the container's start scripts writes the file, where the container's own layer has another content than its image. */
export async function gatherStartScript(gatherer: Gatherer, { containerPath, mount, isThere }: Look): Promise<void> {
  const { container, evidence, name } = gatherer;
  const written = evidence.writtenInContainer;
  if (isThere || mount || containerPath === null || written?.is !== 'known' || written.value === null) return;
  const shell = await loadNodeShell();
  if (!shell) return;
  const workingFolder = container.Config.WorkingDir || '/';
  const scripts = await startScripts(gatherer, shell, workingFolder);
  evidence.startWriter = known(
    startWriter(scripts, containerPath, workingFolder, shell),
    `docker inspect ${name} → .Path, .Args`,
  );
}

/** Returns the scripts that the container's command names, and those that they run in turn; scripts that cannot be read are left out. */
export async function startScripts(gatherer: Gatherer, shell: Shell, folder: string): Promise<readonly StartScript[]> {
  const own = [gatherer.container.Path ?? '', ...(gatherer.container.Args ?? [])];
  const inline = own
    .filter((_, at) => /^-[a-z]*c$/.test(own[at - 1] ?? ''))
    .map((text): StartScript => ({ path: null, text }));
  const named = own.filter((word) => /^[\w./-]+$/.test(word) && (word.includes('/') || word.endsWith('.sh')));
  const scripts: StartScript[] = [...inline];
  const seen = new Set<string>();
  const waiting = [
    ...named.flatMap((word) => placesOf(word, folder)),
    ...inline.flatMap((script) => calledScripts(script, folder, shell)),
  ];
  for (let path = waiting.shift(); path !== undefined && seen.size < maximumScripts; path = waiting.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = await readScript(gatherer, path);
    if (text === null) continue;
    scripts.push({ path, text });
    waiting.push(...calledScripts({ path, text }, folder, shell));
  }
  return scripts;
}

/** A program without a folder is found on the PATH, where images put their start scripts. */
const placesOf = (word: string, folder: string): readonly string[] =>
  word.startsWith('/')
    ? [word]
    : word.includes('/')
      ? [`${folder.replace(/\/$/, '')}/${word}`]
      : [`${folder.replace(/\/$/, '')}/${word}`, `/usr/local/bin/${word}`];

async function readScript({ engine, candidate, ask }: Gatherer, path: string): Promise<string | null> {
  try {
    const content = await readContainerFile(engine, candidate.id, path, ask);
    return content.length > scriptLimit || content.includes(0) ? null : content.toString('utf8');
  } catch (error) {
    // A script that cannot be read tells nothing; only a dead engine ends the gathering.
    if (error instanceof EngineFailure) failureText(error);
    return null;
  }
}
