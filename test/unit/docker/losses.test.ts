import { describe, expect, it } from 'vitest';
import { text } from '../../../core/src/text.ts';
import type { Remedy } from '../../../client/src/diagnosis/report/report.ts';
import { gatherLosses } from '../../../client/src/docker/gather-losses.ts';
import { patchOfContainer } from '../../../client/src/docker/patch-of-container.ts';
import { containerId, fakeEngine, type FakeState } from '../../support/fake-engine.ts';

const state: FakeState = {
  image: 'shop-web',
  inImage: { '/app/server.js': 'first\n', '/app/old.js': 'old\n' },
  inContainer: { '/app/server.js': 'second\n', '/app/new.js': 'new\n', '/app/picture.png': 'a\0b', '/data': 'rows' },
  history: [],
  mounts: [{ Type: 'volume', Name: 'shop_data', Destination: '/data' }],
  changes: [
    { Path: '/app', Kind: 0 },
    { Path: '/app/server.js', Kind: 0 },
    { Path: '/app/new.js', Kind: 1 },
    { Path: '/app/old.js', Kind: 2 },
    { Path: '/app/picture.png', Kind: 1 },
    { Path: '/data', Kind: 1 },
    { Path: '/sbin/docker-init', Kind: 1 },
    { Path: '/dev/console', Kind: 1 },
  ],
};

const remedy = (...command: string[]): Remedy => ({ title: text('do'), risk: 'destroys-data', command });
const removal = [remedy('docker', 'rm', '-f', 'shop-web-1'), remedy('docker', 'volume', 'rm', 'shop_data')];
const written = [
  { path: '/app/server.js', is: 'changed' },
  { path: '/app/new.js', is: 'added' },
  { path: '/app/old.js', is: 'deleted' },
  { path: '/app/picture.png', is: 'added' },
] as const;

describe('what a fix would take away', () => {
  it('is asked of the container: files of its own layer, and what is in the volume', async () => {
    expect(await gatherLosses(fakeEngine(state), containerId, removal)).toEqual({
      written,
      volumes: [
        { name: 'shop_data', destination: '/data', files: 1, bytes: 4, largest: ['/data/data'], isComplete: true },
      ],
    });
  });

  it('is not asked for what stays', async () => {
    const engine = fakeEngine(state);
    expect(await gatherLosses(engine, containerId, [remedy('docker', 'restart', 'a')])).toEqual({
      written: [],
      volumes: [],
    });
    expect(engine.asked).toEqual([expect.stringMatching(/^container /)]);
  });

  it('is unknown, and not nothing, where the engine does not say', async () => {
    const broken = (call: number) => fakeEngine(state, { call, fault: 'timed-out' });
    expect((await gatherLosses(broken(1), containerId, removal)).written).toBeNull();
    expect((await gatherLosses(broken(2), containerId, removal)).volumes).toEqual([
      { name: 'shop_data', destination: '/data', files: null },
    ]);
  });
});

describe('the patch of what was written inside', () => {
  it('has the changed, new and deleted texts, and names what is no text', async () => {
    const engine = fakeEngine(state);
    const { patch, files, leftOut } = await patchOfContainer(engine, containerId, written);
    expect(patch).toContain('--- a/app/server.js\n+++ b/app/server.js\n@@ -1,1 +1,1 @@\n-first\n+second\n');
    expect(patch).toContain('--- /dev/null\n+++ b/app/new.js\n');
    expect(patch).toContain('--- a/app/old.js\n+++ /dev/null\n');
    expect([files, leftOut]).toEqual([3, ['/app/picture.png']]);
    expect(engine.probes.size).toBe(0);
  });

  it('has the whole files where the image is gone', async () => {
    const engine = fakeEngine(state, { call: 1, fault: 'not-found' });
    const { patch } = await patchOfContainer(engine, containerId, written.slice(0, 1));
    expect(patch).toContain('--- /dev/null\n+++ b/app/server.js\n');
  });
});
