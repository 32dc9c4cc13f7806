import { describe, expect, it } from 'vitest';
import { archivesFor } from '../../../client/src/docker/archives-for.ts';

const files = (count: number): string[] => Array.from({ length: count }, (_, index) => `/app/file${index}.js`);

describe('the archives that bring a list of files', () => {
  it('are the folders below the highest one, and its own files one by one', () => {
    expect(archivesFor(['/app/package.json', '/app/src/a.js', '/app/src/deep/b.js'])).toEqual([
      '/app/package.json',
      '/app/src',
    ]);
  });

  it('are the folder itself as soon as it would take more than two dozen requests', () => {
    expect(archivesFor(files(24))).toHaveLength(24);
    expect(archivesFor(files(25))).toEqual(['/app']);
  });

  it('never are the whole file system', () => {
    expect(archivesFor(Array.from({ length: 30 }, (_, index) => `/file${index}`))).toHaveLength(30);
  });

  it('are several where files lie in folders that have nothing in common', () => {
    expect(archivesFor(['/app/a.js', '/etc/nginx/nginx.conf'])).toEqual(['/app/a.js', '/etc/nginx/nginx.conf']);
  });
});
