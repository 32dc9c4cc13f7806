import type { Readable } from 'node:stream';
import { basename, dirname, join } from '../../../core/src/path.ts';
import { resolvePosix } from '../../../core/src/dockerfile/copy-paths.ts';
import { EngineFailure, type Ask, type Engine } from './engine.ts';
import { commandWords } from './command-words.ts';
import { knownValue, type Gatherer, type Look } from './gatherer.ts';
import { goBuildInfoIn, type GoBuildInfo } from './go-build-info.ts';
import { firstInFiles } from './read-archive.ts';
import { runStepsOf } from './run-steps-of.ts';

/** So many places are looked at, each with one request. */
const mostPlaces = 6;
/** What is larger is no program, in bytes. */
const mostBytes = 256 * 1024 * 1024;
/** A folder with more entries holds other things than the programs of one project. */
const mostEntries = 100;
/** A program is called by a link, and seldom by a link to a link. */
const mostLinks = 3;

/** Programs that start another one, or run what is no program. */
const launchers = /^((ba|da|a|z)?sh|env|exec|tini|dumb-init|gosu|su-exec|sleep|tail|node|python[\d.]*|go|air)$/;

/**
 * Returns where programs of the project may be in the container: what its command runs, what a build makes of go.mod, then what
 * stands behind an unknown launcher.
 */
export async function placesOfPrograms(gatherer: Gatherer, look: Look): Promise<readonly string[]> {
  const { container, own, tagged, evidence } = gatherer;
  const folder = container.Config.WorkingDir || '/';
  const made = (knownValue(evidence.artefacts)?.made ?? []).map(({ path }) => path);
  const words = (await commandWords(gatherer, look)).filter(
    (word) => /^[\w.@+/-]+$/.test(word) && !word.startsWith('-') && !launchers.test(basename(word)),
  );
  const isNamed = (path: string): boolean => words.includes(basename(path));
  const search = (own ?? tagged)?.Config.Env?.find((entry) => entry.startsWith('PATH='))?.slice('PATH='.length) ?? '';
  const [program] = words;
  const onPath =
    program === undefined || program.includes('/') ? [] : search.split(':').map((each) => join(each, program));
  const byPath = words.filter((word) => word.includes('/')).map((word) => resolvePosix(folder, word));
  const places = [...made.filter(isNamed), ...byPath.slice(0, 1), ...made, ...onPath, ...byPath.slice(1, 2)];
  return [...new Set(places)].filter((path) => path !== '/').slice(0, mostPlaces);
}

/** What changes go.mod while the image is built, or has Go do so. */
const changesGoMod = /\bgo\s+(get|work|mod\s+(tidy|edit|init))\b|-mod[= ]mod\b/;

/**
 * Returns whether a build takes the very versions that go.mod asks for. It may take higher ones where a step changes go.mod, and in a
 * workspace, where the highest of all its modules counts: https://go.dev/ref/mod#workspaces
 */
export async function takesExactVersions(gatherer: Gatherer, { file }: Look): Promise<boolean> {
  const { disk, build } = gatherer;
  if ('problem' in build) return false;
  const written = build.found.dockerfile.stages.flatMap(({ instructions }) => instructions.map(({ text }) => text));
  const called = (await runStepsOf(gatherer)).map(({ script }) => script);
  if ([...written, ...called].some((text) => changesGoMod.test(text))) return false;
  for (let folder = dirname(file.path); ; folder = dirname(folder)) {
    if ((await disk.stat(join(folder, 'go.work'))) !== null) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Returns the modules of the project's program at a path of a container or probe, or in the folder that is there; null where there is no
 * program of this module. Throws `EngineFailure`.
 */
export async function goModulesAt(
  { engine, container, ask }: { readonly engine: Engine; readonly container: string; readonly ask: Ask },
  path: string,
  module: string | null,
): Promise<GoBuildInfo['modules'] | null> {
  const isOfModule = ({ main }: GoBuildInfo): boolean => main === null || main === module;
  let asked = path;
  for (let followed = 0; followed <= mostLinks; followed++) {
    const stream = await archiveOf(engine, container, asked, ask);
    if (!stream) return null;
    const links: string[] = [];
    const found = await firstInFiles(stream, { mostEntries, mostBytes }, ({ name, type, linkName }, content) => {
      if (type === 'symlink' && linkName !== null && !name.includes('/')) links.push(linkName);
      return goBuildInfoIn(content, isOfModule);
    });
    if (found) return found.modules;
    const [link] = links;
    if (link === undefined) return null;
    asked = resolvePosix(dirname(asked), link);
  }
  return null;
}

/** A command may name what is not there; only other failures end the gathering of this topic. */
async function archiveOf(engine: Engine, container: string, path: string, ask: Ask): Promise<Readable | null> {
  try {
    return await engine.archive(container, path, ask);
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return null;
    throw error;
  }
}
