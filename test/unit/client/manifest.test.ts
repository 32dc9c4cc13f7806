import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  commands,
  menus,
  type MenuRow,
  traceView,
  views,
  viewsContainers,
  viewsWelcome,
} from '../../../client/src/commands/manifest.ts';
import type { NodeMenu } from '../../../client/src/ui/trace-node.ts';

const ids: readonly string[] = commands.map(({ id }) => id);
const rows = Object.values(menus).flat();
const keyOf = ({ command, when = '' }: MenuRow): string => `${command} ${when}`;

describe('what the extension contributes', () => {
  it('has a file for each command', () => {
    const fileOf = (id: string) => id.replace('unstale.', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const missing = ids.filter(
      (id) => !existsSync(new URL(`../../../client/src/commands/${fileOf(id)}.ts`, import.meta.url)),
    );
    expect(missing).toEqual([]);
  });

  it('names only commands that exist in menus and welcome texts', () => {
    const named = [
      ...rows.map(({ command }) => command),
      ...viewsWelcome.flatMap(({ contents }) =>
        [...contents.matchAll(/\(command:([^)]+)\)/g)].map(([, id]) => id ?? ''),
      ),
    ];
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('chooses menus by rows that the tree really has', () => {
    const known: Record<NonNullable<NodeMenu>, true> = {
      fixableAnswer: true,
      commandRemedy: true,
      editRemedy: true,
      imageHop: true,
      containerHop: true,
      differingFile: true,
      problem: true,
    };
    const named = rows.flatMap(({ when }) =>
      [...(when ?? '').matchAll(/viewItem == (\w+)/g)].map(([, menu]) => menu ?? ''),
    );
    expect(new Set(named)).toEqual(new Set(Object.keys(known)));
  });

  it('gives each command in an inline or title menu an icon', () => {
    const shown = rows.filter(({ group }) => /^(inline|navigation)/.test(group)).map(({ command }) => command);
    const withIcon: readonly string[] = commands.flatMap((row) => ('icon' in row ? [row.id] : []));
    expect(shown.filter((id) => !withIcon.includes(id))).toEqual([]);
  });

  it('has each button of a row in its context menu too, for those without a mouse', () => {
    const ofRows = menus['view/item/context'] ?? [];
    const inMenus = new Set(ofRows.filter(({ group }) => !group.startsWith('inline')).map(keyOf));
    const buttons = ofRows.filter(({ group }) => group.startsWith('inline'));
    expect(buttons.filter((row) => !inMenus.has(keyOf(row)))).toEqual([]);
  });

  it('has a welcome text and a place for its view', () => {
    const places = Object.values(viewsContainers)
      .flat()
      .map(({ id }) => id);
    const placed = Object.entries(views).flatMap(([place, shown]) =>
      shown.map(({ id }) => [places.includes(place), id]),
    );
    expect(placed).toEqual([[true, traceView]]);
    expect(viewsWelcome.map(({ view }) => view)).toContain(traceView);
  });

  it("asks about containers in Container Tools' tree under the ids that extension uses", () => {
    const [entry] = menus['view/item/context'] ?? [];
    const pattern = /viewItem =~ \/(.+)\/i$/.exec(entry?.when ?? '')?.[1] ?? '';
    const fits = (item: string) => new RegExp(pattern, 'i').test(item);
    expect(entry?.when).toContain('view == vscode-containers.views.containers');
    expect(['runningContainer', 'exitedContainer', 'deadContainer'].every(fits)).toBe(true);
    expect(['containerGroup', 'containerGroup;composeGroup', 'containerFile', 'image'].some(fits)).toBe(false);
  });
});
