import { describe, expect, it } from 'vitest';
import { mountsAt } from '../../../client/src/docker/gather-cache-mounts.ts';

const record = (ID: string, Description: string, Type = 'exec.cachemount') => ({
  ...{ ID, Type, Description, CreatedAt: '2026-01-01T00:00:00Z', LastUsedAt: null },
});

const compiling = 'cached mount /objects from exec /bin/sh -c make all';

describe('the cache mounts of a step', () => {
  it('are those at its folder, and no other project’s', () => {
    const others = [
      record('other-folder', 'cached mount /root/.npm from exec /bin/sh -c npm ci'),
      record('other-kind', 'mount / from exec /bin/sh -c make all', 'regular'),
      record('other-command', 'cached mount /objects from exec /bin/sh -c cargo build'),
    ];
    expect(mountsAt([...others, record('own', compiling)], '/objects', 'make   all', null)).toEqual(['own']);
  });

  it('are told apart by the name that the step gives them', () => {
    const records = [record('first', `${compiling} with id "/shop"`), record('second', `${compiling} with id "/blog"`)];
    expect(mountsAt(records, '/objects', 'make all', 'blog')).toEqual(['second']);
  });

  it('are all of the folder where another command made them', () => {
    expect(mountsAt([record('made', compiling)], '/objects', 'make install', null)).toEqual(['made']);
    expect(mountsAt([record('made', compiling)], '/work', 'make all', null)).toEqual([]);
  });
});
