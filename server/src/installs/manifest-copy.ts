import { compilePattern } from '../../../core/src/dockerignore/pattern.ts';
import { dirname, isInside, join, normalisePosix, relative } from '../../../core/src/path.ts';
import type { BuildContext } from '../lint/build-context.ts';
import type { ContextCopy } from './context-copy.ts';
import type { Install, Manifests } from './install.ts';
import { projectAt } from './project.ts';

/** Returns the COPY instructions that bring an install's manifests, an empty list when they are there already; null when unknown. */
export function manifestCopies(
  { install, folder, workingFolder }: { install: Install; folder: string; workingFolder: string },
  copies: readonly ContextCopy[],
  sources: readonly ContextCopy[],
  context: BuildContext | null,
): string[] | null {
  const path = projectPath(sources, folder, context, install);
  if (path === null) return install.manifests(projectAt(context, '')) ? [] : null;
  const manifests = install.manifests(projectAt(context, path));
  const [first] = sources;
  if (!manifests || !first) return null;
  const flags = flagsFor(first);
  if (flags === null) return null;
  const base = workingFolder === '/' ? folder : relativeTo(workingFolder, folder);
  if (/[\s$"'\\]/.test(base)) return null;
  const there = copies.filter((copy) => !sources.includes(copy) && copy.destination === folder);
  const missing = without(manifests, (file) => there.some((copy) => brings(copy, join(path, file))));
  return missing.required.length + missing.folders.length === 0 && there.length > 0
    ? []
    : linesFor(missing, path, base, flags);
}

function relativeTo(workingFolder: string, folder: string): string {
  const below = isInside(folder, workingFolder) ? relative(workingFolder, folder) : null;
  if (below === null) return folder;
  return below === '' || below === '.' ? '.' : `./${below}`;
}

/** Returns the project's path in the context: the copies of the source say what of the context stands in its folder. */
function projectPath(
  sources: readonly ContextCopy[],
  folder: string,
  context: BuildContext | null,
  install: Install,
): string | null {
  const paths = sources.flatMap((copy) => {
    const below = isInside(folder, copy.destination) ? (relative(copy.destination, folder) ?? '') : null;
    if (below === null) return [];
    return copy.sources.flatMap(({ path, is }) => {
      if (is === 'context' || is === 'folder') return [normalisePosix(`/${path}/${below}`).slice(1)];
      return below === '' || below === '.' ? [normalisePosix(`/${dirname(`/${path}`)}`).slice(1)] : [];
    });
  });
  const hasManifests = (path: string): boolean => {
    const project = projectAt(context, path);
    return install.manifests(project)?.required.every((file) => project.files?.has(file)) ?? false;
  };
  return paths.find(hasManifests) ?? paths[0] ?? null;
}

/** The flags that say whose the files are; null when the copy keeps a layout that ours would not. */
function flagsFor({ instruction }: ContextCopy): string | null {
  if (instruction.flags.some(({ name }) => name === 'parents')) return null;
  const kept = instruction.flags.filter(({ name }) => ['chown', 'chmod', 'link'].includes(name));
  const written = kept.map(({ name, value }) => (value === null ? `--${name}` : `--${name}=${value}`));
  return written.some((flag) => /\s/.test(flag)) ? null : written.map((flag) => `${flag} `).join('');
}

const without = ({ required, optional, folders }: Manifests, isThere: (file: string) => boolean): Manifests => ({
  required: required.filter((file) => !isThere(file)),
  optional: optional.filter((file) => !isThere(file.replace(/\*$/, ''))),
  folders: folders.filter((folder) => !isThere(folder)),
});

function brings({ sources }: ContextCopy, file: string): boolean {
  return sources.some(({ path, is }) => {
    if (is !== 'wildcard') return file === path || (is === 'folder' && isInside(`/${file}`, `/${path}`));
    const pattern = compilePattern(path);
    return 'matches' in pattern && pattern.matches(file);
  });
}

function linesFor(
  { required, optional, folders }: Manifests,
  path: string,
  base: string,
  flags: string,
): string[] | null {
  const byFolder = new Map<string, string[]>();
  for (const file of [...required, ...optional]) {
    const folder = dirname(`/${file}`).slice(1);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), join(path, file)]);
  }
  const lines = [...byFolder].map(
    ([folder, files]) => `COPY ${flags}${files.join(' ')} ${base}/${folder === '' ? '' : `${folder}/`}`,
  );
  const whole = folders.map((folder) => `COPY ${flags}${join(path, folder)} ${base}/${folder}/`);
  const all = [...lines, ...whole].map((line) => line.replace(/(?<= )\/\//g, '/'));
  const names = [...required, ...optional, ...folders, path];
  // Names with blanks or quotes would need the JSON form; nobody has them.
  return names.some((name) => /[^\w.@/*+~-]/.test(name)) ? null : all;
}
