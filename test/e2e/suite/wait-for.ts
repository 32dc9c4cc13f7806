import type * as vscode from 'vscode';

/**
 * Returns the first value that `look` finds, looking now and after each of the events; throws when `seconds` have passed.
 * It never polls by the clock: what a test waits for must announce itself, as it must for a person.
 */
export function waitFor<Value>(
  what: string,
  look: () => Value | undefined,
  events: readonly vscode.Event<unknown>[],
  seconds = 20,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const subscriptions: vscode.Disposable[] = [];
    const end = (finish: () => void) => {
      clearTimeout(timer);
      subscriptions.forEach((subscription) => void subscription.dispose());
      finish();
    };
    const timer = setTimeout(
      () => end(() => reject(new Error(`${what} did not happen in ${seconds} s`))),
      seconds * 1000,
    );
    const check = () => {
      const found = look();
      if (found !== undefined) end(() => resolve(found));
    };
    for (const event of events) subscriptions.push(event(check));
    check();
  });
}
