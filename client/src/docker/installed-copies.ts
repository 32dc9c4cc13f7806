import { dirname, join } from 'node:path';
import { basename, normalisePosix } from '../../../core/src/path.ts';
import type { RunStep } from '../workspace/run-steps.ts';
import { variablesOfContainer } from './compare-settings.ts';
import type { Gatherer, Look } from './gatherer.ts';
import { listFolders } from './installed-packages.ts';

const packagesFolder = /\/(?:site|dist)-packages\/([^/]+)/;

/** Programs that look for modules in the folder they are started in before those that are installed. */
const startedInFolder = /^(python[\d.]*|uvicorn|gunicorn|hypercorn|daphne|flask|celery|fastapi)$/;

/** Whether a step installs the project itself as a copy: `pip install .`, and not `pip install -e .`. */
export function installsProject({ script }: Pick<RunStep, 'script'>): boolean {
  const installs = [...script.matchAll(/\b(?:pip[\d.]*|pipx)\s+install\s+([^&|;\n]*)/g)].map(([, words = '']) => words);
  const isOfProject = (words: string): boolean =>
    /(^|\s)["']?(\.|\.\/\S*|\/\S+)(\[[^\]]*\])?["']?(\s|$)/.test(
      words.replace(/(^|\s)(-r|--requirement|-c)\s+\S+/g, ''),
    );
  const isEditable = (words: string): boolean => /(^|\s)(-e|--editable)\b/.test(words);
  return installs.some((words) => isOfProject(words) && !isEditable(words)) || /\bsetup\.py\s+install\b/.test(script);
}

/** Returns where an installed copy of a Python module would be: its path below its package's parent, in each folder of packages. */
export async function installedCopies(gatherer: Gatherer, { file }: Look): Promise<readonly string[]> {
  const { disk, container, question, engine, candidate, ask } = gatherer;
  if (!file.path.endsWith('.py') || container.State.Status !== 'running') return [];
  let folder = dirname(file.path);
  while ((await disk.stat(join(folder, '__init__.py'))) !== null && folder !== dirname(folder))
    folder = dirname(folder);
  const module = file.path.slice(folder.length + 1).replaceAll('\\', '/');
  if (!module.includes('/')) return [];
  const variables = variablesOfContainer(container);
  const roots = [variables.get('VIRTUAL_ENV') ?? [], '/usr/local', '/opt/venv', '/venv', '/usr'].flat();
  const asked = { engine, container: candidate.id, ask, mayExec: question.mayExec };
  const folders = await listFolders(asked, [...new Set(roots)]);
  return folders.map((each) => `${each}/${module}`);
}

/** Returns whether a command of these words takes a module from an installed package; the live source comes first where it is found first. */
export function isImported(gatherer: Gatherer, look: Look, path: string, words: readonly string[]): boolean {
  const name = packagesFolder.exec(path)?.[1];
  if (name === undefined) return false;
  const { container } = gatherer;
  const source = look.containerPath ?? '';
  const root = source.slice(0, Math.max(0, source.lastIndexOf(`/${name}/`)));
  const folder = normalisePosix(container.Config.WorkingDir || '/');
  const searched = (variablesOfContainer(container).get('PYTHONPATH') ?? '')
    .split(':')
    .map((each) => normalisePosix(each));
  const isFoundFirst = startedInFolder.test(basename(words[0] ?? '')) && root === folder;
  if (root !== '' && (isFoundFirst || searched.includes(root))) return false;
  return words.some((word) => basename(word) === name || word.startsWith(`${name}.`) || word.startsWith(`${name}:`));
}
