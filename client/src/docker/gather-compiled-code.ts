import { basename, dirname } from '../../../core/src/path.ts';
import { bytecodeHeader, isTrusted, missingWords, unwatchedOpcodes } from '../diagnosis/compiled-code.ts';
import type { CompiledCodeEvidence } from '../diagnosis/evidence/compiled-code.ts';
import { EngineFailure } from './engine.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { readArchive, type ArchiveEntry } from './read-archive.ts';
import { readContainerFile } from './read-file.ts';

type Compiled = CompiledCodeEvidence['compiledCode'];

/** Where the images of PHP keep settings that switch its cache. https://hub.docker.com/_/php */
const phpFolders = ['/usr/local/etc/php', '/etc/php'];

/** A folder of settings or compiled code has a few dozen files. */
const maximumEntries = 500;

/** So many settings files are read; one of them has the cache's settings. */
const maximumSettings = 12;

/** Records what an interpreter runs instead of a source file that reached the container. */
export async function gatherCompiledCode(gatherer: Gatherer, look: Look): Promise<void> {
  const { container, evidence } = gatherer;
  const { containerPath, isThere } = look;
  if (!isThere || containerPath === null || container.State.Status !== 'running') return;
  const isPython = containerPath.endsWith('.py');
  if (!isPython && !/\.(php|phtml|inc)$/.test(containerPath)) return;
  try {
    const found = isPython ? await pythonCode(gatherer, look, containerPath) : await phpCode(gatherer);
    evidence.compiledCode = known(found, found?.path ?? containerPath);
  } catch (error) {
    evidence.compiledCode = missing(failureText(error));
  }
}

async function pythonCode(gatherer: Gatherer, { file }: Look, path: string): Promise<Compiled> {
  const { disk, engine, candidate, ask } = gatherer;
  const folder = `${dirname(path)}/__pycache__`;
  const stem = basename(path).replace(/\.py$/, '');
  const isOurs = (name: string): boolean => basename(name).startsWith(`${stem}.`) && name.endsWith('.pyc');
  const sourceChangedMs = (await disk.stat(file.path))?.changedMs ?? null;
  if (sourceChangedMs === null) return null;
  for (const { name, mtimeMs: writtenMs } of (await listed(gatherer, folder)).filter((entry) => isOurs(entry.name))) {
    const compiledPath = `${folder}/${basename(name)}`;
    const content = await readContainerFile(engine, candidate.id, compiledPath, ask);
    const header = bytecodeHeader(content);
    // Compiled code that is younger than the change was made from it, or is checked again when it is imported.
    if (!header || header.check === 'hash' || !isTrusted(header, file) || writtenMs >= sourceChangedMs) continue;
    const source = (await disk.readText(file.path)) ?? '';
    const words = missingWords(source, content);
    return { kind: 'python', path: compiledPath, writtenMs, sourceChangedMs, check: header.check, missingWords: words };
  }
  return null;
}

async function phpCode(gatherer: Gatherer): Promise<Compiled> {
  const { engine, candidate, ask } = gatherer;
  for (const folder of phpFolders) {
    const settings = (await listed(gatherer, folder)).filter(
      ({ name, type }) => type === 'file' && name.endsWith('.ini'),
    );
    // PHP reads the files of `conf.d` after its own, in the order of their names.
    const ordered = settings.map(({ name }) => `${dirname(folder)}/${name}`).sort((a, b) => b.localeCompare(a));
    for (const path of ordered.slice(0, maximumSettings)) {
      const text = (await readContainerFile(engine, candidate.id, path, ask)).toString('utf8');
      const found = unwatchedOpcodes(text);
      if (found) return { kind: 'php', path, ...found };
    }
  }
  return null;
}

async function listed({ engine, candidate, ask }: Gatherer, folder: string): Promise<readonly ArchiveEntry[]> {
  try {
    const stream = await engine.archive(candidate.id, folder, ask);
    return (await readArchive(stream, () => true, { maxEntries: maximumEntries })).entries;
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return [];
    throw error;
  }
}
