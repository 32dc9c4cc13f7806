import { dirname, join } from 'node:path';
import { isBelow, type Disk } from './disk.ts';

/**
 * Returns the command that builds a project's output, as the file beside it says that a build tool reads: `npm run build` where a
 * `package.json` has that script. Empty where none is known. Looked for from the output's folder up to `top`.
 */
export async function hostBuildCommand(disk: Disk, top: string, output: string): Promise<readonly string[]> {
  for (let folder = dirname(output); isBelow(top, folder); folder = dirname(folder)) {
    const command = await commandIn(disk, folder);
    if (command) return command;
    if (folder === dirname(folder)) break;
  }
  return [];
}

async function commandIn(disk: Disk, folder: string): Promise<readonly string[] | null> {
  const names = new Set((await disk.list(folder)).map(({ name }) => name));
  if (names.has('package.json') && (await hasBuildScript(disk, join(folder, 'package.json')))) {
    if (names.has('pnpm-lock.yaml')) return ['pnpm', '--dir', folder, 'run', 'build'];
    if (names.has('yarn.lock')) return ['yarn', '--cwd', folder, 'run', 'build'];
    return ['npm', '--prefix', folder, 'run', 'build'];
  }
  if (names.has('Cargo.toml')) return ['cargo', 'build', '--release', '--manifest-path', join(folder, 'Cargo.toml')];
  if (names.has('mvnw')) return [join(folder, 'mvnw'), '-f', join(folder, 'pom.xml'), 'package'];
  if (names.has('pom.xml')) return ['mvn', '-f', join(folder, 'pom.xml'), 'package'];
  if (names.has('gradlew')) return [join(folder, 'gradlew'), '-p', folder, 'build'];
  if (names.has('Makefile')) return ['make', '-C', folder];
  return null;
}

async function hasBuildScript(disk: Disk, path: string): Promise<boolean> {
  try {
    const { scripts } = JSON.parse((await disk.readText(path)) ?? '{}') as { readonly scripts?: unknown };
    return typeof scripts === 'object' && scripts !== null && 'build' in scripts;
  } catch {
    // A manifest that is half written names no script.
    return false;
  }
}
