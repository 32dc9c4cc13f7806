import { describe, expect, it } from 'vitest';
import { installsProject } from '../../../client/src/docker/installed-copies.ts';

describe('a step that installs the project as a copy', () => {
  it.each([
    'pip install .',
    'pip install --no-cache-dir ".[prod]"',
    'cd /code && pip3 install ./service && rm -rf build',
    'pip install -r requirements.txt .',
    'python setup.py install',
  ])('is %s', (script) => {
    expect(installsProject({ script })).toBe(true);
  });

  it.each([
    'pip install -e .',
    'pip install --editable .',
    'pip install flask',
    'pip install -r /app/requirements.txt',
  ])('is not %s', (script) => {
    expect(installsProject({ script })).toBe(false);
  });
});
