import { basename, dirname } from '../../../core/src/path.ts';
import { bytecodeHeader, isTrusted, missingWords, unwatchedOpcodes } from '../diagnosis/compiled-code.ts';
import type { CompiledCodeEvidence } from '../diagnosis/evidence/compiled-code.ts';
import { variablesOfContainer } from './compare-settings.ts';
import { EngineFailure } from './engine.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { readArchive, type ArchiveEntry } from './read-archive.ts';
import { readContainerFile } from './read-file.ts';

type Compiled = CompiledCodeEvidence['compiledCode'];

/** Where images and distributions keep the settings of PHP and of its server. https://hub.docker.com/_/php, https://pkgs.alpinelinux.org/ */
const phpFolders = [
  ...['/usr/local/etc/php', '/usr/local/etc/php-fpm.d', '/etc/php', '/opt/docker/etc/php', '/opt/bitnami/php/etc'],
  ...['/etc/php81', '/etc/php82', '/etc/php83', '/etc/php84', '/etc/php85'],
];

/** A folder of settings or compiled code has a few dozen files. */
const maximumEntries = 500;

/** So many settings files are read, the strongest of them: one has the cache's settings. */
const maximumSettings = 24;

/** Records what an interpreter runs instead of a source file that reached the container. */
export async function gatherCompiledCode(gatherer: Gatherer, look: Look): Promise<void> {
  const { container, evidence } = gatherer;
  const { containerPath, isThere } = look;
  if (!isThere || containerPath === null || container.State.Status !== 'running') return;
  const isPython = containerPath.endsWith('.py');
  if (!isPython && !/\.(php|phtml|inc)$/.test(containerPath)) return;
  try {
    const found = isPython ? await pythonCode(gatherer, look, containerPath) : await phpCode(gatherer, look);
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

/** All settings of PHP in the order it reads them: `php.ini`, the files of `conf.d` by name, those of its server's pools, its own arguments. */
async function phpCode(gatherer: Gatherer, { file }: Look): Promise<Compiled> {
  const { container } = gatherer;
  const variables = variablesOfContainer(container);
  const paths = await settingsOf(gatherer, variables.get('PHP_INI_DIR'));
  const files = await Promise.all(
    paths.map(async (path) => ({
      path,
      text: (await readContainerFile(gatherer.engine, gatherer.candidate.id, path, gatherer.ask)).toString('utf8'),
    })),
  );
  const own = { path: `docker inspect ${gatherer.name} → .Args`, text: argumentsAsSettings(container.Args ?? []) };
  const agoSeconds = (Date.now() - file.modifiedMs) / 1000;
  const found = unwatchedOpcodes([...files, own], variables, agoSeconds);
  return found && { kind: 'php', ...found };
}

async function settingsOf(gatherer: Gatherer, stated: string | undefined): Promise<readonly string[]> {
  const folders = [...new Set([...(stated === undefined ? [] : [stated]), ...phpFolders])];
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await listed(gatherer, folder))
        // Debian has a folder of settings for each kind of PHP; programs of the command line keep nothing.
        .filter(({ name, type }) => type === 'file' && /\.(ini|conf)$/.test(name) && !name.includes('/cli/'))
        .map(({ name }) => `${dirname(folder)}/${name}`),
    ),
  );
  const isPool = (path: string): boolean => path.endsWith('.conf');
  const rank = (path: string): string => `${isPool(path) ? 2 : basename(path) === 'php.ini' ? 0 : 1}${basename(path)}`;
  return found
    .flat()
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(-maximumSettings);
}

/** `-d name=value`, also written as one word, one on each line. */
const argumentsAsSettings = (words: readonly string[]): string =>
  words
    .join('\n')
    .split(/\s+/)
    .map((word) => word.replace(/^-d(?=\w)/, ''))
    .join('\n');

async function listed({ engine, candidate, ask }: Gatherer, folder: string): Promise<readonly ArchiveEntry[]> {
  try {
    const stream = await engine.archive(candidate.id, folder, ask);
    return (await readArchive(stream, () => true, { maxEntries: maximumEntries })).entries;
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return [];
    throw error;
  }
}
