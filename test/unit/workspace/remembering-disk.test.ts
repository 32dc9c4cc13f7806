import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk, type Disk } from '../../../client/src/workspace/disk.ts';
import { rememberingDisk } from '../../../client/src/workspace/remembering-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Question = 'stat' | 'realPath' | 'linksOn' | 'readText' | 'readTextNow' | 'list';
const questions: readonly Question[] = ['stat', 'realPath', 'linksOn', 'readText', 'readTextNow', 'list'];

/** The disk, and how often each question was asked of it. */
function counted(): { readonly disk: Disk; readonly asked: Map<string, number> } {
  const asked = new Map<string, number>();
  const disk = new Proxy(nodeDisk, {
    get: (target, name: keyof Disk): unknown => {
      asked.set(name, (asked.get(name) ?? 0) + 1);
      return Reflect.get(target, name);
    },
  });
  return { disk, asked };
}

describe('a disk that remembers', () => {
  it.each(questions)('asks about a path once with %s, and answers as the disk does', async (question) => {
    const folder = await temporaryFolder({ 'server.js': 'serve()\n' });
    const { disk, asked } = counted();
    const remembering = rememberingDisk(disk);
    for (const path of [folder, join(folder, 'server.js'), join(folder, 'not-there.js')]) {
      const answers = [await remembering[question](path), await remembering[question](path)];
      const own = await nodeDisk[question](path);
      expect(answers).toEqual([own, own]);
    }
    expect(asked.get(question)).toBe(3);
  });

  it('reads a file anew for each digest', async () => {
    const folder = await temporaryFolder({ 'server.js': 'serve()\n' });
    const remembering = rememberingDisk(nodeDisk);
    const before = await remembering.sha256(join(folder, 'server.js'));
    await writeFile(join(folder, 'server.js'), 'serve("edited")\n');
    expect(await remembering.sha256(join(folder, 'server.js'))).not.toBe(before);
  });

  it('does not know what another one remembers', async () => {
    const folder = await temporaryFolder({ 'server.js': 'serve()\n' });
    expect(await rememberingDisk(nodeDisk).readText(join(folder, 'server.js'))).toBe('serve()\n');
    await writeFile(join(folder, 'server.js'), 'serve("edited")\n');
    expect(await rememberingDisk(nodeDisk).readText(join(folder, 'server.js'))).toBe('serve("edited")\n');
  });
});
