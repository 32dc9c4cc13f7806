import { describe, expect, test } from 'vitest';
import { knownEvidence } from '../../../client/src/diagnosis/define-cause.ts';
import {
  buildAndRecreate,
  buildSourceAndRecreate,
  recreateWithNewVolumes,
  replaceNamedVolume,
  restart,
} from '../../../client/src/diagnosis/remedies.ts';
import { mendAndBuild } from '../../../client/src/diagnosis/remedies/by-hand.ts';
import type { Remedy } from '../../../client/src/diagnosis/report/report.ts';
import type { Snapshot } from '../../../client/src/diagnosis/evidence.ts';
import type { BuildSince } from '../../../client/src/diagnosis/evidence/builds.ts';
import type { SourceImage } from '../../../client/src/diagnosis/evidence/source-images.ts';
import { notAsked, oldSha256, seenFile, staleSnapshot } from '../../support/build-snapshot.ts';

const commandsOf = (remedies: readonly Remedy[]): readonly string[] =>
  remedies.map((remedy) => ('command' in remedy ? remedy.command.join(' ') : `edit ${remedy.edit.file}`));

/** A container that `docker run` made from the given image. */
function plainSnapshot(image: string): Snapshot {
  const snapshot = staleSnapshot();
  const { container } = snapshot.evidence;
  if (container?.is !== 'known') throw new Error('no container');
  const Config = { ...container.value.Config, Image: image, Labels: {} };
  const evidence = {
    ...snapshot.evidence,
    service: notAsked('Compose did not make it'),
    container: { ...container, value: { ...container.value, Config } },
  };
  return { ...snapshot, evidence };
}

const compose = 'docker compose -p shop --project-directory /home/ada/shop -f /home/ada/shop/compose.yaml';

describe('with Compose', () => {
  const evidence = knownEvidence(staleSnapshot());

  test('one command builds and recreates', () => {
    expect(commandsOf(buildAndRecreate(evidence))).toEqual([`${compose} up -d --build web`]);
  });

  test('anonymous volumes are renewed on every version of Compose', () => {
    expect(commandsOf(recreateWithNewVolumes(evidence))).toEqual([`${compose} up -d --force-recreate -V web`]);
  });

  test('a build that failed is read about, and run again only when a person has mended what made it fail', () => {
    const failed: BuildSince = {
      ref: '4x8w',
      builder: 'default',
      driver: 'docker',
      startedMs: 0,
      status: 'failed',
      toldBy: 'record',
      images: [],
      isLoaded: false,
      failedAt: { file: '/home/ada/shop/Dockerfile', line: 5 },
      failedStep: 'RUN',
    };
    const remedies = mendAndBuild(evidence, failed);
    expect(commandsOf(remedies)).toEqual([
      'docker buildx --builder default history logs 4x8w',
      `${compose} up -d --build web`,
    ]);
    expect(remedies).toMatchObject([
      { risk: 'safe', isToRead: true },
      { needsPerson: true, place: '/home/ada/shop/Dockerfile:5' },
    ]);
    expect(commandsOf(mendAndBuild(evidence, { ...failed, toldBy: 'cache' }))).toEqual([
      `${compose} up -d --build web`,
    ]);
  });

  test('a volume is removed when nothing uses it any more', () => {
    const remedies = replaceNamedVolume(evidence, 'shop_code');
    expect(commandsOf(remedies)).toEqual([
      `${compose} rm -s -f web`,
      'docker volume rm shop_code',
      `${compose} up -d web`,
    ]);
    expect(remedies.map(({ risk }) => risk)).toEqual(['destroys-data', 'destroys-data', 'changes-state']);
  });

  test('the flags that lead to the engine stand in every command', () => {
    const remote = knownEvidence({ ...staleSnapshot(), dockerFlags: ['--context', 'my server'] });
    expect(buildAndRecreate(remote)).toMatchObject([
      { command: expect.arrayContaining(['--context', 'my server']) as unknown },
    ]);
    expect(restart(remote)).toMatchObject({ command: ['docker', '--context', 'my server', 'restart', 'shop-web-1'] });
  });

  test('a service that its files do not state any more is not named to Compose', () => {
    const snapshot = staleSnapshot();
    const { service } = snapshot.evidence;
    if (service?.is !== 'known') throw new Error('no service');
    const gone = { ...service, value: { ...service.value, hasBuild: false, at: null } };
    const commands = commandsOf(
      buildAndRecreate(knownEvidence({ ...snapshot, evidence: { ...snapshot.evidence, service: gone } })),
    );
    expect(commands[0]).toBe('docker build -t shop-web -f /home/ada/shop/Dockerfile /home/ada/shop');
    expect(commands.join('\n')).not.toContain('compose');
  });
});

describe('without Compose', () => {
  test.each([
    ['shop', '-t shop '],
    ['registry.test:5000/team/shop:1', '-t registry.test:5000/team/shop:1 '],
    [`shop:1@sha256:${'a'.repeat(64)}`, '-t shop:1 '],
    [`sha256:${'b'.repeat(64)}`, '-t shop-web:latest '],
    ['b5d322222222', '-t shop-web:latest '],
  ])('an image that was run as %s is built under a name', (image, tag) => {
    const [build] = commandsOf(buildAndRecreate(knownEvidence(plainSnapshot(image))));
    expect(build).toBe(`docker build ${tag}-f /home/ada/shop/Dockerfile /home/ada/shop`);
  });

  test('an image that has no name at all is built without one', () => {
    const snapshot = plainSnapshot(`sha256:${'b'.repeat(64)}`);
    const evidence = { ...snapshot.evidence, containerImage: notAsked('gone') };
    const [build] = commandsOf(buildAndRecreate(knownEvidence({ ...snapshot, evidence })));
    expect(build).toBe('docker build -f /home/ada/shop/Dockerfile /home/ada/shop');
  });

  test('removing the container is said to destroy data', () => {
    const removal = buildAndRecreate(knownEvidence(plainSnapshot('shop')))[1];
    expect(removal).toMatchObject({ command: ['docker', 'rm', '-f', 'shop-web-1'], risk: 'destroys-data' });
  });
});

describe('an image through which the file comes is built first', () => {
  const source = (dockerfile: string): SourceImage => ({
    ...{ image: 'base:1', dockerfile: '/home/ada/base/Dockerfile', contextFolder: '/home/ada/base' },
    ...{ at: { file: dockerfile, line: 1 }, instruction: 'FROM base:1' },
    ...{ seen: seenFile('/app/a', oldSha256), inContainer: seenFile('/app/a', oldSha256) },
  });
  const buildOfSource = 'docker build -t base:1 -f /home/ada/base/Dockerfile /home/ada/base';

  test('then the container’s own', () => {
    const evidence = knownEvidence(staleSnapshot());
    expect(commandsOf(buildSourceAndRecreate(evidence, source('/home/ada/other/Dockerfile')))).toEqual([
      ...[buildOfSource, `${compose} up -d --build web`],
    ]);
  });

  test('which without Compose is only where its Dockerfile is the one that names the image', () => {
    const evidence = knownEvidence(plainSnapshot('shop'));
    const built = commandsOf(buildSourceAndRecreate(evidence, source('/home/ada/shop/Dockerfile')));
    expect(built.slice(0, 2)).toEqual([
      ...[buildOfSource, 'docker build -t shop -f /home/ada/shop/Dockerfile /home/ada/shop'],
    ]);
    expect(commandsOf(buildSourceAndRecreate(evidence, source('/home/ada/other/Dockerfile')))).toEqual([buildOfSource]);
  });
});
