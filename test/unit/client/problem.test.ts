import { describe, expect, it } from 'vitest';
import { plain, text } from '../../../core/src/text.ts';
import { EngineFailure } from '../../../client/src/docker/engine.ts';
import { messages, problemNodes, problemOf, Refusal } from '../../../client/src/ui/problem.ts';

describe('a problem', () => {
  it("says the engine's own sentence, and can be tried again", () => {
    const failure = new EngineFailure('unreachable', text('No engine answers at unix:///x'));
    const rows = problemNodes(problemOf(failure), plain);
    expect(rows[0]).toMatchObject({ label: 'No engine answers at unix:///x', menu: 'problem' });
    expect(rows.map(({ command }) => command?.id)).toContain('unstale.checkAgain');
  });

  it('leads to the settings where another engine may be meant, and only there', () => {
    const commandsOf = (reason: 'unreachable' | 'timed-out') =>
      problemNodes(problemOf(new EngineFailure(reason, text('No'))), plain).map(({ command }) => command?.id);
    expect(commandsOf('unreachable')).toContain('workbench.action.openSettings');
    expect(commandsOf('timed-out')).not.toContain('workbench.action.openSettings');
  });

  it('calls a cancelled question cancelled, not failed', () => {
    const problem = problemOf(new EngineFailure('cancelled', text('aborted')));
    expect(plain(problem.text)).toBe('The question was cancelled');
  });

  it('leads to Workspace Trust where the workspace is not trusted', () => {
    const refusal = new Refusal({ text: messages('untrusted'), actions: ['manage-trust'] });
    expect(problemNodes(problemOf(refusal), plain).at(-1)?.command?.id).toBe('workbench.trust.manage');
  });

  it('offers to try again only where that can help', () => {
    const [row] = problemNodes({ text: text('No'), actions: ['open-folder'] }, plain);
    expect(row?.menu).toBeNull();
  });

  it.each([new Error('boom'), 'boom', Object.assign(new Error('boom'), { stack: 'secret stack' })])(
    'is one sentence without a stack for whatever was thrown (%s)',
    (thrown) => {
      expect(plain(problemOf(thrown).text)).toMatch(/^Something unexpected went wrong: (Error: )?boom$/);
    },
  );
});
