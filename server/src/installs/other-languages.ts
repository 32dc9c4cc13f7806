import { flagValue, lineOf, present, type Install, type Manifests, type Recognise } from './install.ts';
import type { Project } from './project.ts';

/** Flags of bundler, composer, go, cargo, maven, gradle and dotnet that take the next word as their value. */
export const otherValuedFlags: ReadonlySet<string> = new Set(
  '--gemfile --jobs -j --retry --path --without --with -d --working-dir -C --chdir -o --output -ldflags -tags -gcflags -mod --manifest-path --target --features --profile -p --package --bin -f --file -s --settings -P -pl --project-dir -b --build-file -c --configuration -r --runtime --source --packages --configfile -a --arch --os --framework'.split(
    ' ',
  ),
);

/** Recognises `bundle install`. */
export const bundle: Recognise = (command, { plain }) =>
  plain.length === 0 || (plain.length === 1 && plain[0] === 'install')
    ? {
        ecosystem: 'ruby',
        command,
        folder: null,
        isCheapWithCache: false,
        way: { is: 'move' },
        manifests: (project) => {
          const gemfile = project.read('Gemfile') ?? '';
          if (/^\s*gemspec\b|\bpath:|:path\s*=>|\beval_gemfile\b/m.test(gemfile)) return null;
          return present(
            project,
            ['Gemfile'],
            ['Gemfile.lock', ...(gemfile.includes('.ruby-version') ? ['.ruby-version'] : [])],
          );
        },
      }
    : null;

/** Recognises `composer install`. Its scripts and its autoloader may need the source, so they are left to the command itself. */
export const composer: Recognise = (command, words) => {
  if (words.plain.length !== 1 || !['install', 'i'].includes(words.plain[0] ?? '')) return null;
  const missing = ['--no-scripts', '--no-autoloader'].filter((flag) => !words.flags.has(flag));
  return {
    ecosystem: 'php',
    command,
    folder: flagValue(words, '-d', '--working-dir'),
    isCheapWithCache: false,
    way: missing.length === 0 ? { is: 'move' } : { is: 'insert', command: [lineOf(command), ...missing].join(' ') },
    manifests: (project) =>
      /"type"\s*:\s*"path"/.test(project.read('composer.json') ?? '')
        ? null
        : present(project, ['composer.json'], ['composer.lock']),
  };
};

/** Recognises `go mod download` and the commands that fetch modules on their way. */
export const go: Recognise = (command, { plain, flags }) => {
  const [subcommand = '', second] = plain;
  const isDownload = subcommand === 'mod' && second === 'download';
  const isBuild = ['build', 'test', 'vet', 'generate'].includes(subcommand);
  const isLocal = ['install', 'run'].includes(subcommand) && !plain.some((word) => word.includes('@'));
  if ((!isDownload && !isBuild && !isLocal) || flags.get('-mod') === 'vendor') return null;
  return {
    ecosystem: 'go',
    command,
    folder: flags.get('-C') ?? null,
    isCheapWithCache: true,
    way: isDownload ? { is: 'move' } : { is: 'insert', command: 'go mod download' },
    manifests: (project) => {
      const isElsewhere = /=>\s*\.{1,2}\//.test(project.read('go.mod') ?? '') || project.files?.has('go.work');
      return isElsewhere ? null : present(project, ['go.mod'], ['go.sum']);
    },
  };
};

/** Recognises what makes cargo fetch and compile dependencies. Cargo has no step for dependencies alone. */
export const cargo: Recognise = (command, { plain, flags }) => {
  const [subcommand = ''] = plain;
  const isInstall = subcommand === 'install' && flags.has('--path');
  // https://github.com/LukeMathWalker/cargo-chef compiles the dependencies alone.
  const isCook = subcommand === 'chef' && plain[1] === 'cook';
  if (!isInstall && !isCook && !['build', 'b', 'check', 'test', 'fetch', 'run'].includes(subcommand)) return null;
  return {
    ecosystem: 'rust',
    command,
    folder: null,
    isCheapWithCache: true,
    way: { is: 'none' },
    manifests: () => null,
  };
};

const mavenPhases = new Set(['compile', 'test', 'package', 'verify', 'install', 'deploy']);

/** Recognises Maven's phases that resolve dependencies, and `dependency:go-offline`. */
export const maven: Recognise = (command, words) => {
  const goals = words.plain;
  const isResolve = goals.some((goal) => /^dependency:(go-offline|resolve)/.test(goal));
  if (!isResolve && !goals.some((goal) => mavenPhases.has(goal))) return null;
  const program = command.words[0]?.raw ?? 'mvn';
  return {
    ecosystem: 'jvm',
    command,
    folder: null,
    isCheapWithCache: true,
    way: isResolve ? { is: 'move' } : { is: 'insert', command: `${program} -B dependency:go-offline` },
    manifests: (project) => {
      const hasOtherFile = words.flags.has('-f') || words.flags.has('--file');
      const hasModules = (project.read('pom.xml') ?? '').includes('<modules>');
      return hasOtherFile || hasModules
        ? null
        : withWrapper(project, present(project, ['pom.xml'], []), program, 'mvnw', '.mvn');
    },
  };
};

const gradleTasks = /(^|:)(build|assemble|jar|bootJar|shadowJar|installDist|test|check|classes|dependencies)$/;

/** Recognises Gradle's tasks that resolve dependencies. Without the list of files its build scripts cannot be told. */
export const gradle: Recognise = (command, { plain }) => {
  if (!plain.some((task) => gradleTasks.test(task))) return null;
  const program = command.words[0]?.raw ?? 'gradle';
  const isResolve = plain.every((task) => task.endsWith('dependencies'));
  return {
    ecosystem: 'jvm',
    command,
    folder: null,
    isCheapWithCache: true,
    way: isResolve ? { is: 'move' } : { is: 'insert', command: `${program} --no-daemon dependencies` },
    manifests: (project) => {
      const files = project.files ?? new Set<string>();
      const scripts = ['build.gradle', 'build.gradle.kts'].filter((file) => files.has(file));
      const nested = [...files].some((file) => /\/build\.gradle(\.kts)?$/.test(file));
      if (scripts.length === 0 || nested) return null;
      const optional = ['settings.gradle', 'settings.gradle.kts', 'gradle.properties', 'gradle.lockfile'];
      const base = { required: scripts, optional: optional.filter((file) => files.has(file)), folders: [] };
      return withWrapper(project, base, program, 'gradlew', 'gradle');
    },
  };
};

/** A wrapper script is part of the project: it and its folder must be there before it can be called. */
function withWrapper(
  project: Project,
  base: Manifests,
  program: string,
  script: string,
  folder: string,
): Manifests | null {
  const hasFolder = [...(project.files ?? [])].some((file) => file.startsWith(`${folder}/`));
  if (!program.endsWith(script)) return hasFolder && folder === 'gradle' ? { ...base, folders: [folder] } : base;
  if (!project.files?.has(script)) return null;
  return { ...base, required: [script, ...base.required], folders: hasFolder ? [folder] : [] };
}

/** Recognises `dotnet restore` and the commands that restore on their way. */
export const dotnet: Recognise = (command, { plain, flags }) => {
  const [subcommand = '', target] = plain;
  const isRestore = subcommand === 'restore';
  if ((!isRestore && !['build', 'publish', 'test', 'pack'].includes(subcommand)) || flags.has('--no-restore'))
    return null;
  const restore = ['dotnet restore', ...(target === undefined ? [] : [target])].join(' ');
  return {
    ecosystem: 'dotnet',
    command,
    folder: null,
    isCheapWithCache: !isRestore,
    way: isRestore ? { is: 'move' } : { is: 'insert', command: restore },
    manifests: (project) => dotnetManifests(project, target ?? null),
  };
};

const maximumProjects = 20;
const besides =
  /^(.*\/)?(Directory\.(Build|Packages)\.(props|targets)|nuget\.config|global\.json|packages\.lock\.json)$/i;

function dotnetManifests({ files }: Project, target: string | null): Manifests | null {
  const isProject = (file: string): boolean => /\.(cs|fs|vb)proj$/.test(file);
  if (!files || ![...files].some(isProject)) {
    return target !== null && isProject(target) && !target.includes('$')
      ? { required: [target], optional: [], folders: [] }
      : null;
  }
  const required = [...files].filter((file) => isProject(file) || /\.slnx?$/.test(file)).sort();
  if (required.length > maximumProjects) return null;
  return { required, optional: [...files].filter((file) => besides.test(file)).sort(), folders: [] };
}

/** Whether an install has nothing to fetch: its modules are in the context, or it has none. */
export function isSelfContained({ ecosystem }: Install, { files }: Project): boolean {
  if (ecosystem !== 'go' || !files) return false;
  return files.has('vendor/modules.txt') || (files.has('go.mod') && !files.has('go.sum'));
}
