import { describe, expect, it } from 'vitest';
import { text } from '../../../core/src/text.ts';
import type { ContainerJson, MountJson } from '../../../client/src/diagnosis/engine-json.ts';
import { lossesOf } from '../../../client/src/diagnosis/losses.ts';
import type { Remedy } from '../../../client/src/diagnosis/report/report.ts';

const data: MountJson = { Type: 'volume', Name: 'shop_data', Destination: '/data' };
const anonymous: MountJson = { Type: 'volume', Name: 'e'.repeat(64), Destination: '/app/node_modules' };
const bound: MountJson = { Type: 'bind', Source: '/home/ada/shop', Destination: '/app' };
const container = { Mounts: [data, anonymous, bound] } as unknown as ContainerJson;

const remedy = (command: string): Remedy => ({ title: text('do'), risk: 'changes-state', command: command.split(' ') });

const lost = (...commands: string[]) => {
  const { writableLayer, volumes } = lossesOf(commands.map(remedy), container);
  return [writableLayer, ...volumes.map(({ Destination }) => Destination)];
};

describe('what a command takes away', () => {
  it.each<[string, (boolean | string)[]]>([
    ['docker restart web', [false]],
    ['docker build -t shop --rm .', [false]],
    ['docker compose -p shop build --no-cache web', [false]],
    ['docker compose -p shop -f compose.yaml up -d --build web', [true]],
    ['docker compose -p shop up -d --force-recreate -V web', [true, '/app/node_modules']],
    ['docker compose -p shop rm -s -f web', [true]],
    ['docker rm -f web', [true]],
    ['docker rm -f -v web', [true, '/app/node_modules']],
    ['docker volume rm shop_data', [false, '/data']],
    ['docker volume rm shop_other', [false]],
    ['docker --context office volume rm -f shop_data', [false, '/data']],
    ['docker run -d --rm -v shop_data:/data shop', [false]],
  ])('%s', (command, expected) => {
    expect(lost(command)).toEqual(expected);
  });

  it('adds up over a chain', () => {
    expect(lost('docker compose -p shop rm -s -f web', 'docker volume rm shop_data')).toEqual([true, '/data']);
  });

  it('is nothing for an edit of a file', () => {
    const edit: Remedy = { title: text('edit'), risk: 'changes-state', edit: { file: '/Dockerfile', edits: [] } };
    expect(lossesOf([edit], container)).toEqual({ writableLayer: false, volumes: [] });
  });
});
