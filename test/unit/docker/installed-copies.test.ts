import { describe, expect, it } from 'vitest';
import type { Gatherer, Look } from '../../../client/src/docker/gatherer.ts';
import { installsProject, isImported } from '../../../client/src/docker/installed-copies.ts';

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

describe('an installed module', () => {
  const installed = '/usr/local/lib/python3.12/site-packages/shop/main.py';
  const isTaken = (command: string, { folder = '/srv', source = '/app/shop/main.py', search = '' } = {}): boolean => {
    const gatherer = { container: { Config: { WorkingDir: folder, Env: [`PYTHONPATH=${search}`] } } };
    const look = { containerPath: source };
    return isImported(gatherer as unknown as Gatherer, look as unknown as Look, installed, command.split(' '));
  };

  it.each([
    ['by the name of its package', 'python -m shop'],
    ['by that of its application', 'uvicorn shop.main:app'],
    ['by its program on the PATH, wherever that is started', 'shop serve'],
  ])('is what a command takes %s', (_, command) => {
    expect(isTaken(command)).toBe(true);
  });

  it('is not taken where another package is meant', () => {
    expect(isTaken('python -m shopping')).toBe(false);
  });

  it('comes after the source in the folder that Python is started in, and after one on PYTHONPATH', () => {
    expect(isTaken('python -m shop', { folder: '/app/' })).toBe(false);
    expect(isTaken('python -m shop', { search: '/lib:/app' })).toBe(false);
    // A program of its own is not looked for in the folder.
    expect(isTaken('shop serve', { folder: '/app' })).toBe(true);
  });
});
