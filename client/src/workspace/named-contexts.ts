import type { ComposeService } from '../../../core/src/compose/model.ts';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { readIgnoreFile, type IgnoreFile } from './ignore-file.ts';

/** A folder that a build may copy from by a name, and what keeps files of it out. */
export interface NamedFolder {
  readonly folder: string;
  /** Its own `.dockerignore`: the main context's and the Dockerfile's say nothing about it (BuildKit, frontend/dockerui/namedcontext.go). */
  readonly ignoreFile: IgnoreFile | null;
}

/** Returns the folders that named contexts stand for, by the context's name. */
export async function foldersOfContexts(
  disk: Disk,
  section: ComposeService['build'],
): Promise<Readonly<Record<string, NamedFolder>>> {
  const folders = (section?.additionalContexts ?? []).filter(({ isFolder }) => isFolder);
  const read = await Promise.all(
    folders.map(async ({ name, value: { value } }) => {
      const folder = (await disk.realPath(value)) ?? value;
      return [name, { folder, ignoreFile: await readIgnoreFile(disk, [join(folder, '.dockerignore')]) }] as const;
    }),
  );
  return Object.fromEntries(read);
}

/** Returns the images that named contexts stand for, by the context's name: of a registry, of this engine, or what another service builds. */
export function imagesOfContexts(
  section: ComposeService['build'],
  services: readonly ComposeService[],
): Readonly<Record<string, string>> {
  const images = (section?.additionalContexts ?? []).flatMap(({ name, value: { value } }) => {
    const [, scheme, rest = ''] = /^(docker-image:\/\/|service:)(.+)$/.exec(value) ?? [];
    const image = scheme === 'service:' ? services.find((service) => service.name === rest)?.imageName : rest;
    return scheme === undefined || !image ? [] : [[name, image] as const];
  });
  return Object.fromEntries(images);
}
