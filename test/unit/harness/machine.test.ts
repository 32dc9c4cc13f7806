import { expect, test } from 'vitest';
import { readEngines, readMachine } from '../../env/machine.ts';

test('the lines of engines.sh name the engines and the environment of their docker CLI', () => {
  const lines = [
    "export UNSTALE_ENGINES='engine-20.10=unix:///a.sock engine-28-classic=unix:///b.sock'",
    "export DOCKER_CONFIG='/opt/x y/config'",
    '',
  ].join('\n');
  expect(readMachine(lines)).toEqual({
    engines: [
      { name: 'engine-20.10', host: 'unix:///a.sock' },
      { name: 'engine-28-classic', host: 'unix:///b.sock' },
    ],
    environment: {
      UNSTALE_ENGINES: 'engine-20.10=unix:///a.sock engine-28-classic=unix:///b.sock',
      DOCKER_CONFIG: '/opt/x y/config',
    },
  });
});

test('no engine is read from a list that is empty or not set', () => {
  expect(readEngines('')).toEqual([]);
  expect(readEngines(undefined)).toEqual([]);
});
