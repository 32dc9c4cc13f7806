import type { ComposeService } from '../../../core/src/compose/model.ts';
import type { Disk } from './disk.ts';

/** Returns the folders that named contexts stand for, by the context's name. */
export async function foldersOfContexts(
  disk: Disk,
  section: ComposeService['build'],
): Promise<Readonly<Record<string, string>>> {
  const folders = (section?.additionalContexts ?? []).filter(({ isFolder }) => isFolder);
  const real = await Promise.all(
    folders.map(async ({ name, value }) => [name, (await disk.realPath(value.value)) ?? value.value] as const),
  );
  return Object.fromEntries(real);
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
