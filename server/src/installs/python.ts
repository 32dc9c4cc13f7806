import { dirname, join, normalisePosix } from '../../../core/src/path.ts';
import { flagValue, lineOf, present, type Arguments, type Install, type Manifests, type Recognise } from './install.ts';
import type { Project } from './project.ts';

/** Flags of pip, poetry and uv that take the next word as their value. */
export const pythonValuedFlags: ReadonlySet<string> = new Set(
  '-r --requirement -c --constraint -e --editable -t --target -d --dest -w --wheel-dir -i --index-url --extra-index-url --find-links -f --prefix --root --python --cache-dir --timeout --retries --trusted-host --platform --no-binary --only-binary --progress-bar --only --without --with -E --extras --extra --group --no-group --only-group -C --directory --project --upgrade-strategy --report --log --index-strategy'.split(
    ' ',
  ),
);

/** Recognises `pip install -r file` and `pip install .`, also as `uv pip install`. */
export const pip: Recognise = (command, words) => {
  const [subcommand, ...packages] = words.plain;
  if (!['install', 'wheel', 'download', 'sync'].includes(subcommand ?? '') || words.flags.has('--no-deps')) return null;
  const editable = words.values.flatMap(([flag, value]) => (flag === '-e' || flag === '--editable' ? [value] : []));
  const listed = words.values.flatMap(([flag, value]) => (flag === '-r' || flag === '--requirement' ? [value] : []));
  const constraints = words.values.flatMap(([flag, value]) =>
    flag === '-c' || flag === '--constraint' ? [value] : [],
  );
  const requirements = subcommand === 'sync' ? packages : listed;
  const needsSource = [...editable, ...(subcommand === 'sync' ? [] : packages)].some(isLocalPath);
  if (requirements.length === 0 && !needsSource) return null;
  return {
    ecosystem: 'python',
    command,
    folder: null,
    isCheapWithCache: false,
    way: needsSource ? { is: 'none' } : { is: 'move' },
    manifests: (project) => requirementManifests(project, [...requirements, ...constraints]),
  };
};

/** Recognises `poetry install` and `poetry sync`; the project itself is installed too, unless `--no-root` says otherwise. */
export const poetry: Recognise = (command, words) =>
  ['install', 'sync'].includes(words.plain[0] ?? '')
    ? lockedProject(command, words, ['poetry.lock', 'poetry.toml'], '--no-root')
    : null;

/** Recognises `uv sync`. */
export const uv: Recognise = (command, words) =>
  words.plain[0] === 'sync'
    ? lockedProject(command, words, ['uv.lock', 'uv.toml', '.python-version'], '--no-install-project')
    : null;

function lockedProject(
  command: Install['command'],
  words: Arguments,
  optional: readonly string[],
  onlyDependencies: string,
): Install {
  const isOnlyDependencies = words.flags.has(onlyDependencies) || words.flags.has('--no-install-workspace');
  return {
    ecosystem: 'python',
    command,
    folder: flagValue(words, '-C', '--directory', '--project'),
    isCheapWithCache: false,
    way: isOnlyDependencies ? { is: 'move' } : { is: 'insert', command: `${lineOf(command)} ${onlyDependencies}` },
    manifests: (project) => {
      const written = project.read('pyproject.toml') ?? '';
      // A dependency or member that is a folder of the project needs that folder.
      const needsFolders = /^\s*\[tool\.uv\.workspace\]|\bpath\s*=/m.test(written);
      return needsFolders ? null : present(project, ['pyproject.toml'], optional);
    },
  };
}

const isLocalPath = (name: string): boolean => name === '.' || /^\.{1,2}(\/|\[|$)|^\/|^\.\[/.test(name);

/** A requirements file may name others; the edit must bring them all. */
function requirementManifests(project: Project, names: readonly string[]): Manifests | null {
  const wanted = new Set<string>();
  const folders = new Set<string>();
  const queue = [...names];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (name.startsWith('/') || name.includes('$') || normalisePosix(name).startsWith('..')) return null;
    const file = normalisePosix(name);
    if (wanted.has(file)) continue;
    wanted.add(file);
    const text = project.read(file);
    if (text === null && file.includes('/')) folders.add(dirname(file));
    const more = referencesIn(text ?? '');
    if (!more) return null;
    queue.push(...more.map((other) => join(dirname(file), other)));
  }
  const required = [...wanted].filter((file) => !folders.has(dirname(file)));
  return { required, optional: [], folders: [...folders] };
}

/** Returns the files that a requirements file includes, or null when it installs a folder of the project. */
function referencesIn(text: string): string[] | null {
  const files: string[] = [];
  for (const line of text.split(/\r?\n/).map((written) => written.trim())) {
    const [, included] = /^(?:-r|--requirement|-c|--constraint)[\s=]*(\S+)/.exec(line) ?? [];
    const [, editable] = /^(?:-e|--editable)[\s=]*(\S+)/.exec(line) ?? [];
    if (included !== undefined) files.push(included);
    if (isLocalPath(editable ?? line) || line.includes('@ file:')) return null;
  }
  return files;
}
