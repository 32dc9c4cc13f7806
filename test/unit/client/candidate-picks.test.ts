import { describe, expect, it } from 'vitest';
import { plain, text } from '../../../core/src/text.ts';
import { candidatePicks, type Pickable } from '../../../client/src/ui/candidate-picks.ts';

const candidate = (name: string, project: string | null): Pickable => ({
  name,
  image: 'shop-web:latest',
  state: 'running',
  status: 'Up 3 minutes',
  project,
  because: text('Its Compose project was started in this folder'),
});

describe('the lines of the container picker', () => {
  it('are grouped by Compose project, the likeliest container in the first group', () => {
    const picks = candidatePicks(
      [candidate('shop-web-1', 'shop'), candidate('alone', null), candidate('shop-web-2', 'shop')],
      '/home/ada/shop',
      plain,
    );
    expect(picks.map(({ label }) => label)).toEqual([
      'Compose project shop',
      'shop-web-1',
      'shop-web-2',
      'Not started by Compose',
      'alone',
    ]);
  });

  it('have no heading where all are of one group', () => {
    const picks = candidatePicks([candidate('shop-web-1', 'shop'), candidate('shop-web-2', 'shop')], '/', plain);
    expect(picks.map(({ is }) => is)).toEqual(['container', 'container']);
  });

  it('say state and age beside the name, and below it the image and why it was found', () => {
    expect(candidatePicks([candidate('shop-web-1', 'shop')], '/home/ada/shop', plain)[0]).toMatchObject({
      description: 'Up 3 minutes',
      detail: 'shop-web:latest · Its Compose project was started in this folder',
    });
  });

  it('show an image by the digits that docker shows, and paths as they are typed in the folder', () => {
    const image = `sha256:${'91a9488e7ad4'.padEnd(64, '0')}`;
    const because = text('2 of 3 steps of /home/ada/shop/Dockerfile are in its history');
    const [pick] = candidatePicks([{ ...candidate('a', null), image, because }], '/home/ada/shop', plain);
    expect(pick).toMatchObject({ detail: '91a9488e7ad4 · 2 of 3 steps of Dockerfile are in its history' });
  });

  it('show the state where the engine gives no status', () => {
    const [pick] = candidatePicks([{ ...candidate('a', null), status: '' }], '/home/ada/shop', plain);
    expect(pick).toMatchObject({ description: 'running' });
  });

  it('show names of strangers as text: no icon, no line break', () => {
    const picks = candidatePicks([candidate('$(alert)\nx', '$(flame)'), candidate('a', null)], '/home/ada/shop', plain);
    expect(picks.slice(0, 2).map(({ label }) => label)).toEqual(['Compose project \\$(flame)', '\\$(alert)\\nx']);
  });

  it('keep two projects apart that are called like the group without a project', () => {
    const picks = candidatePicks([candidate('a', 'null'), candidate('b', null)], '/home/ada/shop', plain);
    expect(picks.filter(({ is }) => is === 'heading')).toHaveLength(2);
  });
});
