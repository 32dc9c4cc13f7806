import { describe, expect, it } from 'vitest';
import { Questions } from '../../../client/src/commands/questions.ts';

describe('questions', () => {
  it('end when a newer one begins, and only the newest may be answered', () => {
    const questions = new Questions();
    const first = questions.begin();
    const second = questions.begin();
    expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false]);
    expect([questions.isLatest(first), questions.isLatest(second)]).toEqual([false, true]);
  });

  it('that the person cancelled may still say so', () => {
    const questions = new Questions();
    const question = questions.begin();
    question.abort();
    expect(questions.isLatest(question)).toBe(true);
  });
});
