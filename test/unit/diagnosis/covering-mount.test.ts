import { describe, expect, test } from 'vitest';
import {
  boundFolder,
  hostPathOf,
  kindOfMount,
  leavesImageOut,
  mountOver,
} from '../../../client/src/diagnosis/covering-mount.ts';
import type { ContainerJson, MountJson, VolumeJson } from '../../../client/src/diagnosis/engine-json.ts';
import { knownEvidence } from '../../../client/src/diagnosis/define-cause.ts';
import { buildSnapshot, known, missing, oldSha256, staleSnapshot } from '../../support/build-snapshot.ts';

const bind = (Destination: string): MountJson => ({ Type: 'bind', Source: '/src', Destination });

function containerWith(destinations: readonly string[], tmpfs: readonly string[] = []): ContainerJson {
  const { container } = staleSnapshot().evidence;
  if (container?.is !== 'known') throw new Error('no container');
  const Tmpfs = Object.fromEntries(tmpfs.map((path) => [path, '']));
  return {
    ...container.value,
    Mounts: destinations.map(bind),
    HostConfig: { ...container.value.HostConfig, Tmpfs },
  };
}

describe('the mount that covers a path is the one with the longest destination', () => {
  test.each<[string, readonly string[], readonly string[], string, readonly [string, string] | null]>([
    ['the only one', ['/app'], [], '/app/src/a.js', ['/app', 'src/a.js']],
    ['the path itself', ['/etc/a.conf'], [], '/etc/a.conf', ['/etc/a.conf', '']],
    ['the nested one', ['/app', '/app/src'], [], '/app/src/a.js', ['/app/src', 'a.js']],
    ['the nested one, listed first', ['/app/src', '/app'], [], '/app/src/a.js', ['/app/src', 'a.js']],
    ['one with a slash at its end', ['/app/'], [], '/app/a.js', ['/app/', 'a.js']],
    ['the root', ['/'], [], '/app/a.js', ['/', 'app/a.js']],
    ['a tmpfs over a bind', ['/app'], ['/app/tmp'], '/app/tmp/a', ['/app/tmp', 'a']],
    ['a tmpfs that was written with a slash', [], ['/run/'], '/run/a', ['/run', 'a']],
    ['a bind over a tmpfs', ['/app/tmp/keep'], ['/app/tmp'], '/app/tmp/keep/a', ['/app/tmp/keep', 'a']],
    ['none whose name only begins alike', ['/app'], [], '/application/a.js', null],
    ['none below the path', ['/app/src'], [], '/app', null],
    ['none', [], [], '/app/a.js', null],
  ])('%s', (_name, destinations, tmpfs, path, expected) => {
    const covering = mountOver(containerWith(destinations, tmpfs), path);
    expect(covering && [covering.mount.Destination, covering.rest]).toEqual(expected);
  });
});

const volume = (Options: VolumeJson['Options'], Labels: VolumeJson['Labels'] = null): VolumeJson => ({
  Name: 'code',
  Driver: 'local',
  Labels,
  Options,
});

describe('the kind of a mount', () => {
  const named: MountJson = { Type: 'volume', Name: 'code', Destination: '/app' };
  const anonymous: MountJson = { ...named, Name: 'a'.repeat(64) };
  test.each<[string, MountJson, VolumeJson | null, string]>([
    ['a bind mount', bind('/app'), null, 'bind'],
    ['a tmpfs', { Type: 'tmpfs', Destination: '/x' }, null, 'tmpfs'],
    ['a named volume', named, volume(null), 'named-volume'],
    ['a volume with 64 hex digits for a name', anonymous, volume(null), 'anonymous-volume'],
    ['a volume with the label', named, volume(null, { 'com.docker.volume.anonymous': '' }), 'anonymous-volume'],
    ['a volume that binds a folder', named, volume({ type: 'none', o: 'bind', device: '/src' }), 'bind'],
    ['one that binds recursively', named, volume({ type: 'none', o: 'rw,rbind', device: '/src' }), 'bind'],
    ['a volume on a network', named, volume({ type: 'nfs', o: 'addr=nas', device: ':/x' }), 'named-volume'],
    ['a kind that is not known yet', { Type: 'image', Destination: '/x' }, null, 'other'],
  ])('%s', (_name, mount, of, kind) => {
    expect(kindOfMount(mount, of)).toBe(kind);
  });

  test('a volume binds no folder without a device', () => {
    expect(boundFolder(volume({ o: 'bind' }))).toBeNull();
  });
});

test.each([
  ['/home/ada/shop', '/home/ada/shop'],
  ['/host_mnt/Users/ada/shop', '/Users/ada/shop'],
  ['/host_mnt', '/host_mnt'],
  ['/run/desktop/mnt/host/c/Users/ada', 'C:/Users/ada'],
  ['/run/desktop/mnt/host/d', 'D:/'],
  ['C:\\Users\\ada', 'C:\\Users\\ada'],
])('the bind source %s means %s on the host', (source, path) => {
  expect(hostPathOf(source)).toBe(path);
});

const absent = { kind: 'absent', path: '/app/src/server.js' } as const;

test.each([
  [{ kind: 'bind', isOfEditedFile: true }, absent, true, true],
  [{ kind: 'tmpfs', isOfEditedFile: false }, null, true, true],
  [{ kind: 'tmpfs', isOfEditedFile: false }, absent, false, true],
  [{ kind: 'tmpfs', isOfEditedFile: false }, absent, true, false],
  [{ kind: 'bind', isOfEditedFile: false }, absent, true, false],
  [{ kind: 'named-volume', isOfEditedFile: false }, absent, true, false],
] as const)('under %j, with %j seen and exec %s, the image has no part in it: %s', (kind, seen, mayExec, expected) => {
  const mount = { ...kind, mount: bind('/app'), rest: '', hostPath: null, isSingleFile: false };
  const fileInContainer = seen ? known(seen, '') : missing('No process could be asked');
  const evidence = { mount: known(mount, ''), mayExec: known(mayExec, ''), fileInContainer };
  expect(leavesImageOut(knownEvidence(buildSnapshot(oldSha256, evidence)))).toBe(expected);
});

test('without a mount nothing leaves the image out', () => {
  expect(leavesImageOut(knownEvidence(staleSnapshot()))).toBe(false);
});
