import { EngineFailure } from './engine.ts';

/** Returns the answer to a question, null when what it is about is not there (any more). Other failures are thrown. */
export async function unlessGone<T>(question: Promise<T>): Promise<T | null> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof EngineFailure && error.reason === 'not-found') return null;
    throw error;
  }
}
