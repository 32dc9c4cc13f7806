import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkoutOf, isOtherCheckout, type Checkout } from '../../../client/src/workspace/checkouts.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';

let home = '';

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'unstale-checkouts-')));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content);
}

async function found(folder: string): Promise<Checkout> {
  const checkout = await checkoutOf(nodeDisk, join(home, folder));
  if (!checkout) throw new Error(`${folder} is in no checkout`);
  return checkout;
}

const config = (url: string): string => `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = x\n`;

describe('a checkout', () => {
  it('is found from a folder inside it', async () => {
    write('shop/.git/config', config('https://git.example/shop.git'));
    write('shop/src/lib/a.js', '');
    expect(await found('shop/src/lib')).toEqual({
      root: join(home, 'shop'),
      repository: join(home, 'shop/.git'),
      origin: 'https://git.example/shop.git',
      isLinked: false,
    });
  });

  it('is none where there is no repository', async () => {
    write('shop/a.js', '');
    expect(await checkoutOf(nodeDisk, join(home, 'shop'))).toBeNull();
  });

  it('shares the repository with its worktrees', async () => {
    write('shop/.git/config', '[core]\n');
    write('shop/.git/worktrees/feature/commondir', '../..\n');
    write('feature/.git', `gitdir: ${join(home, 'shop/.git/worktrees/feature')}\n`);
    const feature = await found('feature');
    expect(feature).toMatchObject({ repository: join(home, 'shop/.git'), isLinked: true });
    expect(isOtherCheckout(feature, await found('shop'))).toBe(true);
    expect(isOtherCheckout(feature, feature)).toBe(false);
  });

  it('belongs to another clone of the same remote, and to no other repository', async () => {
    write('one/.git/config', config('https://git.example/shop.git'));
    write('two/.git/config', config('https://git.example/shop.git'));
    write('three/.git/config', config('https://git.example/other.git'));
    write('four/.git/config', '[core]\n');
    expect(isOtherCheckout(await found('one'), await found('two'))).toBe(true);
    expect(isOtherCheckout(await found('one'), await found('three'))).toBe(false);
    expect(isOtherCheckout(await found('four'), await found('one'))).toBe(false);
  });

  it('belongs to the folder that it was cloned from, whose own repository may be a bare one', async () => {
    write('one/.git/config', '[core]\n');
    write('two/.git/config', config(join(home, 'one')));
    write('three/.git/config', config(`file://${join(home, 'one/.git')}`));
    write('bare.git/config', '[core]\n\tbare = true\n');
    write('four/.git/config', config(join(home, 'bare.git')));
    const [one, two, three, four] = await Promise.all(['one', 'two', 'three', 'four'].map(found));
    if (!one || !two || !three || !four) throw new Error('all four are checkouts');
    expect(isOtherCheckout(one, two)).toBe(true);
    expect(isOtherCheckout(three, one)).toBe(true);
    expect(isOtherCheckout(two, three)).toBe(true);
    expect(isOtherCheckout(four, one)).toBe(false);
    expect(four.origin).toBe(join(home, 'bare.git'));
  });
});
