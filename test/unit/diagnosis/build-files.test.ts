import { describe, expect, it } from 'vitest';
import { decide, parseDockerignore } from '../../../core/src/dockerignore/dockerignore.ts';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import { routesOf } from '../../../core/src/dockerfile/routes.ts';
import type { BuildPlan } from '../../../client/src/diagnosis/evidence.ts';
import { editDockerfile, editIgnoreFile } from '../../../client/src/diagnosis/remedies.ts';
import type { Remedy } from '../../../client/src/diagnosis/report/report.ts';

const written = ([remedy]: readonly Remedy[]): string =>
  remedy && 'edit' in remedy ? remedy.edit.edits.map(({ newText }) => newText).join('') : '';

const planOf = (pathInContext: string): BuildPlan =>
  ({ dockerfile: '/w/Dockerfile', copyBelow: { line: 1, character: 5 }, pathInContext }) as BuildPlan;

const names = ['app/a.ts', 'app/[slug]/page.tsx', 'my assets/logo.svg', 'odd $name/*.txt', 'a?b'];

describe('edits of build files', () => {
  it.each(names)('let %s through the ignore file, and nothing that looks like a pattern of it', (path) => {
    const ignore = { file: '/w/.dockerignore', isExcluded: true, decidedBy: { pattern: '**', line: 1, length: 2 } };
    const after = parseDockerignore(`**${written(editIgnoreFile(ignore, path))}`);
    expect(decide(after, path).excluded).toBe(false);
    expect(decide(after, path.replace('[slug]', 's').replace('*', 'x').replace('?', 'x').concat('x')).excluded).toBe(
      true,
    );
  });

  it.each(names.slice(0, 3))('copy %s to where it belongs', (path) => {
    const after = parseDockerfile(
      `FROM scratch\nWORKDIR /srv${written(editDockerfile(planOf(path), `/srv/${path}`))}\n`,
    );
    const { final, doubts } = routesOf(after, { pathInContext: path, target: null });
    expect(final.map(({ containerPath }) => containerPath)).toEqual([`/srv/${path}`]);
    expect(doubts).toEqual([]);
  });

  it('are none where no line can be written, as inside a Compose file, or the name would be read as a pattern', () => {
    expect(editDockerfile({ ...planOf('app/a.ts'), copyBelow: null }, '/srv/app/a.ts')).toEqual([]);
    expect(editDockerfile({ ...planOf('app/a.ts'), pathInContext: null }, '/srv/app/a.ts')).toEqual([]);
    for (const path of names.slice(3)) expect(editDockerfile(planOf(path), `/srv/${path}`)).toEqual([]);
  });

  it('are none where no line of the ignore file excludes the file', () => {
    const ignore = { file: '/w/.dockerignore', isExcluded: true, decidedBy: null };
    expect(editIgnoreFile(ignore, 'app/a.ts')).toEqual([]);
  });
});
