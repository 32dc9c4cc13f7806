import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  composeFilesOf,
  composeOrigin,
  loadProjectOf,
  serviceInCompose,
} from '../../../client/src/workspace/compose-project.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { applyEdits } from '../../support/apply-edits.ts';
import { temporaryFolder, writeFiles } from '../../support/temporary-folder.ts';

const labelsOf = (folder: string, files: string, more: Readonly<Record<string, string>> = {}) => ({
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': 'web',
  'com.docker.compose.project.working_dir': folder,
  'com.docker.compose.project.config_files': files,
  ...more,
});

const originOf = (folder: string, files: string, more?: Readonly<Record<string, string>>) => {
  const origin = composeOrigin(labelsOf(folder, files, more));
  if (!origin) throw new Error('the labels name no project');
  return origin;
};

describe('where a container comes from', () => {
  it('is told by the labels of Compose v2, and by those of v1, whose files are relative', () => {
    const v2 = originOf('/shop', '/shop/compose.yaml,/shop/compose.dev.yaml', {
      'com.docker.compose.project.environment_file': '/shop/.env.dev',
    });
    expect(v2).toMatchObject({ files: ['/shop/compose.yaml', '/shop/compose.dev.yaml'], isOneOff: false });
    expect(v2.environmentFiles).toEqual(['/shop/.env.dev']);
    const v1 = originOf('/shop', 'docker-compose.yml', { 'com.docker.compose.oneoff': 'True' });
    expect(v1).toMatchObject({ files: ['/shop/docker-compose.yml'], environmentFiles: null, isOneOff: true });
  });

  it.each(['project', 'service', 'project.working_dir'])('is not known without the label %s', (name) => {
    const labels = Object.entries(labelsOf('/shop', '')).filter(([key]) => key !== `com.docker.compose.${name}`);
    expect(composeOrigin(Object.fromEntries(labels))).toBeNull();
  });
});

describe('the files that state a project now', () => {
  const compose = 'services:\n  web:\n    image: shop\n';

  it('are those of the labels, or what Compose would take where all of them are gone', async () => {
    const folder = await temporaryFolder({ 'docker-compose.yml': compose, 'more.yaml': compose });
    const labelled = `${folder}/docker-compose.yml,${folder}/more.yaml`;
    expect(await composeFilesOf(nodeDisk, originOf(folder, labelled))).toEqual(labelled.split(','));
    await rename(join(folder, 'docker-compose.yml'), join(folder, 'compose.yaml'));
    expect(await composeFilesOf(nodeDisk, originOf(folder, labelled))).toEqual(labelled.split(','));
    const renamed = originOf(folder, `${folder}/docker-compose.yml`);
    expect(await composeFilesOf(nodeDisk, renamed)).toEqual([join(folder, 'compose.yaml')]);
    const gone = originOf('/nowhere', '/nowhere/compose.yaml');
    expect(await composeFilesOf(nodeDisk, gone)).toEqual(['/nowhere/compose.yaml']);
  });

  it('have an override that was added since only where the question is about it', async () => {
    const folder = await temporaryFolder({ 'compose.yaml': compose });
    const origin = originOf(folder, `${folder}/compose.yaml`);
    await writeFiles(folder, { 'compose.override.yaml': compose });
    await symlink(join(folder, 'compose.override.yaml'), join(folder, 'link.yaml'));
    const both = [join(folder, 'compose.yaml'), join(folder, 'compose.override.yaml')];
    expect(await composeFilesOf(nodeDisk, origin)).toEqual(both.slice(0, 1));
    expect(await composeFilesOf(nodeDisk, origin, join(folder, 'compose.yaml'))).toEqual(both.slice(0, 1));
    expect(await composeFilesOf(nodeDisk, origin, join(folder, 'compose.override.yaml'))).toEqual(both);
    expect(await composeFilesOf(nodeDisk, origin, join(folder, 'link.yaml'))).toEqual(both);
  });
});

describe('a service as the report needs it', () => {
  const read = async (compose: string) => {
    const folder = await temporaryFolder({ 'compose.yaml': compose });
    const file = join(folder, 'compose.yaml');
    const origin = originOf(folder, file);
    const { services } = loadProjectOf(nodeDisk, [file], origin, {});
    const service = services.find(({ name }) => name === 'web') ?? null;
    return { file, stated: serviceInCompose(nodeDisk, origin, [file], service, services) };
  };

  it('says where it is stated, what it builds and when it pulls', async () => {
    const { file, stated } = await read('services:\n  web:\n    build: .\n    pull_policy: always\n');
    expect(stated).toMatchObject({ hasBuild: true, imageName: 'shop-web', at: { file, line: 2 } });
    expect(stated.pullPolicy).toEqual({ value: 'always', at: { file, line: 4 } });
  });

  it('has the mounts of the services that it takes volumes from, and where they are stated', async () => {
    const holder =
      '  holder:\n    image: shop\n    volumes:\n      - ./a:/a\n    volumes_from: [web, "container:other"]\n';
    const { file, stated } = await read(
      `services:\n  web:\n    image: shop\n    volumes_from:\n      - holder:ro\n${holder}`,
    );
    expect(stated.volumesFrom).toEqual(['holder']);
    expect(stated.mounts).toMatchObject([{ target: '/a', at: { file, line: 9 } }]);
    expect((await read('services:\n  web:\n    image: shop\n')).stated).not.toHaveProperty('volumesFrom');
  });

  it('has neither place nor image where the files do not state it any more', async () => {
    const { stated } = await read('services:\n  api:\n    image: shop\n');
    expect(stated).toMatchObject({ service: 'web', at: null, hasBuild: false, mounts: [] });
    expect(stated).not.toHaveProperty('imageName');
  });

  it.each<[string, string, string | null, string?]>([
    ['one of two mounts', '    volumes:\n      - ./a:/a\n      - ./b:/b\n', '    volumes:\n      - ./b:/b\n'],
    ['the only mount, and its key with it', '    volumes:\n      - ./a:/a\n', ''],
    [
      'the only mount, whose key stands first',
      '    volumes:\n      - ./a:/a\n    image: shop\n',
      '    image: shop\n',
      '',
    ],
    [
      'all that is stated, of which an empty list stays',
      '    volumes:\n      - ./a:/a\n',
      '    volumes:\n        []\n',
      '',
    ],
    [
      'the only mount below a comment',
      '    volumes:\n      # code\n      - ./a:/a\n',
      '    volumes:\n      # code\n        []\n',
    ],
    ['nothing of a list in brackets', '    volumes: [./a:/a, ./b:/b]\n', null],
  ])('can lose %s', async (_, volumes, left, image = '    image: shop\n') => {
    const head = `services:\n  web:\n${image}`;
    const { stated } = await read(head + volumes);
    const removal = stated.mounts[0]?.removal ?? null;
    expect(removal && applyEdits(head + volumes, [removal])).toBe(left === null ? null : head + left);
  });
});
