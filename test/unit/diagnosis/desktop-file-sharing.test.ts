import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../client/src/diagnosis/diagnose.ts';
import type { CoveringMount, Snapshot } from '../../../client/src/diagnosis/evidence.ts';
import { buildSnapshot, editedSha256, known, oldSha256, seenFile } from '../../support/build-snapshot.ts';

const folder = '/Users/ada/shop';
const path = '/app/src/server.js';
const mount: CoveringMount = {
  kind: 'bind',
  mount: { Type: 'bind', Source: `/host_mnt${folder}`, Destination: '/app' },
  rest: 'src/server.js',
  hostPath: `${folder}/src/server.js`,
  isOfEditedFile: true,
  isSingleFile: false,
};

/** A live mount through which the container shows the old content; `operatingSystem` is what `docker info` says. */
const liveMount = (operatingSystem: string, inContainer: string): Snapshot =>
  buildSnapshot(oldSha256, {
    mount: known<CoveringMount | null>(mount, 'docker inspect shop-web-1'),
    fileInContainer: known(seenFile(path, inContainer), 'docker cp'),
    fileInProcess: known({ seen: seenFile(path, inContainer), mountRoot: folder }, 'docker exec'),
    boundSource: known(
      { path: folder, realPath: folder, kind: 'directory', bornMs: Date.UTC(2025, 0, 1), links: [] },
      `stat ${folder}`,
    ),
    engineMachine: known(
      { operatingSystem, isDesktop: operatingSystem === 'Docker Desktop' },
      'docker info → .OperatingSystem',
    ),
  });

describe('a live mount that shows another content', () => {
  it('is likely Docker Desktop’s file sharing where the engine runs in Docker Desktop', () => {
    const { verdict } = diagnose(liveMount('Docker Desktop', oldSha256));
    expect([verdict?.cause, verdict?.certainty]).toEqual(['desktop-file-sharing-stale', 'likely']);
    expect(verdict?.remedies.map((remedy) => 'command' in remedy && remedy.command)).toEqual([
      ['docker', 'restart', 'shop-web-1'],
    ]);
  });

  it('is another machine’s folder where it does not', () => {
    const { verdict } = diagnose(liveMount('Debian GNU/Linux 12 (bookworm)', oldSha256));
    expect([verdict?.cause, verdict?.certainty]).toEqual(['bind-source-on-another-host', 'confirmed']);
  });

  it('is nobody’s fault once it shows the edited content', () => {
    const report = diagnose(liveMount('Docker Desktop', editedSha256));
    expect([report.outcome, report.verdict]).toEqual(['change-is-present', null]);
  });
});
