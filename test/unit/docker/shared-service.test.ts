import { describe, expect, it } from 'vitest';
import { sharedService } from '../../../client/src/docker/shared-service.ts';

type Container = Parameters<typeof sharedService>[0];

interface Situation {
  readonly image?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly env?: readonly string[];
  readonly aliases?: readonly string[];
  readonly isStopped?: boolean;
}

const container = ({ image = 'acme/shop:1', labels = {}, env = [], aliases = [], isStopped }: Situation): Container =>
  ({
    State: { Running: !isStopped },
    Config: { Image: image, Labels: labels, Env: env },
    NetworkSettings: { Networks: { front: { Aliases: aliases } } },
  }) as unknown as Container;

const kamal = { service: 'shop', role: 'web', destination: '' };
const compose = { 'com.docker.compose.project': 'acme', 'com.docker.compose.service': 'front' };
const rule = { 'traefik.http.routers.shop.rule': 'Host(`shop.example.com`)' };
const host = { env: ['VIRTUAL_HOST=shop.example.com'] };

describe('two containers of different images serve as one', () => {
  it.each<[string, Situation, { readonly service: string; readonly by: string }]>([
    ['by the labels of Kamal', { labels: kamal }, { service: 'shop', by: 'service' }],
    ['by those of Compose', { labels: compose }, { service: 'front', by: 'com.docker.compose.service' }],
    ['by the host of nginx-proxy', host, { service: 'acme/shop', by: 'VIRTUAL_HOST' }],
    ['by a rule of Traefik', { labels: rule }, { service: 'acme/shop', by: 'traefik.http.routers.shop.rule' }],
    ['by their name in a network', { aliases: ['shop'] }, { service: 'acme/shop', by: 'shop' }],
  ])('%s', (_, both, told) =>
    expect(sharedService(container(both), container({ ...both, image: 'acme/shop:2' }))).toEqual(told),
  );

  it.each<[string, Situation, Situation]>([
    ['of another role', { labels: kamal }, { labels: { ...kamal, role: 'worker' } }],
    ['of another host', host, { env: ['VIRTUAL_HOST=admin.example.com'] }],
    ['neither of which names a host', { env: ['VIRTUAL_HOST='] }, { env: ['VIRTUAL_HOST='] }],
    [
      'of another rule',
      { labels: rule },
      { labels: { 'traefik.http.routers.shop.rule': 'Host(`admin.example.com`)' } },
    ],
    [
      'with a rule that is only called alike',
      { labels: rule },
      { labels: { 'com.acme.rule': 'Host(`shop.example.com`)' } },
    ],
    ['with names of their own', { aliases: ['blue'] }, { aliases: ['green'] }],
    ['one of which is stopped', host, { ...host, isStopped: true }],
    ['with nothing in common', {}, {}],
  ])('but not those %s', (_, mine, other) =>
    expect(sharedService(container(mine), container({ ...other, image: 'acme/shop:2' }))).toBeNull(),
  );

  it('nor those of one image name, of which the tag tells the old one', () => {
    expect(sharedService(container(host), container(host))).toBeNull();
  });
});
