import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders in which other people's Dockerfiles stand. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn']);

/** The names that the docker CLI, Podman and VS Code take for Dockerfiles; ignore files are named after them. */
const isDockerfile = (name: string): boolean =>
  (/^(docker|container)file(\..+)?$/i.test(name) || /.\.(docker|container)file$/i.test(name)) &&
  !/\.dockerignore$/i.test(name);

/** Returns the Dockerfiles below a folder, sorted; links to folders are not followed, unreadable folders are passed over. */
export async function findDockerfiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const folders = [folder];
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    const entries = await readdir(current, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path);
      else if (!entry.isDirectory() && isDockerfile(entry.name)) found.push(path);
    }
  }
  return found.sort();
}
