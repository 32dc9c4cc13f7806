import { describe, expect, it } from 'vitest';
import { plain, text } from '../../../core/src/text.ts';
import { knownEvidence } from '../../../client/src/diagnosis/define-cause.ts';
import type { Snapshot } from '../../../client/src/diagnosis/evidence.ts';
import type { Remedy } from '../../../client/src/diagnosis/report/report.ts';
import { withWarnings } from '../../../client/src/diagnosis/warnings.ts';
import { known, staleSnapshot } from '../../support/build-snapshot.ts';

function warningOf(command: string, snapshot: Snapshot = staleSnapshot()): string | null {
  const remedy: Remedy = { title: text('do'), risk: 'changes-state', command: command.split(' ') };
  const [warned] = withWarnings([remedy], knownEvidence(snapshot));
  return warned?.warning ? plain(warned.warning) : null;
}

/** The container runs this image. */
function running(image: string): Snapshot {
  const snapshot = staleSnapshot();
  const { container } = snapshot.evidence;
  if (container?.is !== 'known') throw new Error('no container');
  const value = { ...container.value, Config: { ...container.value.Config, Image: image } };
  return { ...snapshot, evidence: { ...snapshot.evidence, container: { ...container, value } } };
}

describe('a warning is given before', () => {
  it.each([
    ['docker volume rm shop_data', 'Other data may be in the volume'],
    ['docker compose up -d --force-recreate -V web', 'All its anonymous volumes are replaced'],
    ['docker compose build --no-cache web', 'Every step of the build is run again'],
    ['docker builder prune -f --filter type=source.local', 'The builder is shared'],
  ])('%s', (command, words) => {
    expect(warningOf(command)).toContain(words);
  });

  it.each([
    'postgres:16',
    'docker.io/library/mysql',
    'registry.example:5000/team/redis:7',
    'mcr.microsoft.com/mssql/server',
  ])('a restart of %s', (image) => {
    expect(warningOf('docker restart shop-web-1', running(image))).toContain('seems to be a database');
  });

  it('a recreate of a container in which the file was written', () => {
    const snapshot = staleSnapshot();
    const written = {
      ...snapshot,
      evidence: { ...snapshot.evidence, writtenInContainer: known('changed', 'docker diff') },
    };
    const command = 'docker compose up -d --build web';
    expect(warningOf(command, written as Snapshot)).toContain('was written inside shop-web-1');
  });
});

describe('no warning is given before', () => {
  it.each(['docker restart shop-web-1', 'docker compose up -d --build web', 'docker run --rm postgres-client'])(
    '%s',
    (command) => {
      expect(warningOf(command)).toBeNull();
    },
  );

  it('what has a warning of its own', () => {
    const own: Remedy = {
      title: text('do'),
      risk: 'safe',
      warning: text('mine'),
      command: ['docker', 'volume', 'rm', 'a'],
    };
    expect(withWarnings([own], knownEvidence(staleSnapshot()))).toEqual([own]);
  });
});
