import { describe, expect, it } from 'vitest';
import { gitContextOf, isSameRepository } from '../../../client/src/workspace/remote-context.ts';

describe('a repository elsewhere', () => {
  it.each([
    ['https://git.example.org/acme/shop.git', 'git@git.example.org:acme/shop.git'],
    ['https://token@git.example.org/acme/shop', 'ssh://git@git.example.org/acme/shop.git/'],
    ['git://127.0.0.1:9418/shop.git', 'git://127.0.0.1:9418/shop'],
  ])('is one by whichever protocol and user it is reached: %s, %s', (one, other) => {
    expect(isSameRepository(one, other)).toBe(true);
  });

  it('is another one on another host, at another port or under another name', () => {
    const shop = 'https://git.example.org/acme/shop.git';
    expect(isSameRepository(shop, 'https://git.example.com/acme/shop.git')).toBe(false);
    expect(isSameRepository(shop, 'https://git.example.org/acme/shop-web.git')).toBe(false);
    expect(isSameRepository('git://127.0.0.1:9418/shop.git', 'git://127.0.0.1:9419/shop.git')).toBe(false);
  });

  it('has a branch and a folder after the hash', () => {
    expect(gitContextOf('https://git.example.org/shop.git#main:api/')).toEqual({
      url: 'https://git.example.org/shop.git',
      ref: 'main',
      folder: 'api',
    });
  });
});
