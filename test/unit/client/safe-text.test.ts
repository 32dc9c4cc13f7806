import { describe, expect, it } from 'vitest';
import { forNotification, forRow } from '../../../client/src/ui/safe-text.ts';

describe('text from strangers', () => {
  it('is one visible line in a row, in which a command keeps every character', () => {
    expect(forRow("sh -c 'echo $(date)'\n\u202e")).toBe("sh -c 'echo $(date)'\\n\\u202e");
  });

  it('is cut between characters, never inside one', () => {
    expect([...forRow('😀'.repeat(400))]).toHaveLength(300);
    expect(forRow('😀'.repeat(400))).toMatch(/^(😀)+…$/u);
  });

  it.each([
    'See [this](command:workbench.action.quit)',
    '[a](https://example.org "title")',
    '[[a](command:x)](command:y)',
  ])('is no link in a notification (%s)', (shown) => {
    // VS Code's own expression for links in notifications.
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
    expect(shown).toMatch(link);
    expect(forNotification(shown)).not.toMatch(link);
  });
});
