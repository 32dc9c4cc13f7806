/** What a suite may ask of the process that holds the window. Times are in milliseconds; without one it is 15 seconds. */
export type OutsideRequest = { readonly timeoutMs?: number } & (
  | { readonly action: 'screenshot'; readonly name: string }
  | { readonly action: 'click'; readonly selector: string; readonly text?: string; readonly button?: 'left' | 'right' }
  | { readonly action: 'hover'; readonly selector: string; readonly text?: string }
  | { readonly action: 'see'; readonly selector: string; readonly text?: string }
  | { readonly action: 'see-in-webview'; readonly text: string }
  | { readonly action: 'press'; readonly keys: string }
  | { readonly action: 'type'; readonly text: string }
  | { readonly action: 'read'; readonly selector: string }
);

/** Asks the process that holds the window; throws its own message when an element does not appear in time. */
export async function outside(request: OutsideRequest): Promise<unknown> {
  const url = process.env.UNSTALE_E2E_OUTSIDE;
  if (!url) throw new Error('UNSTALE_E2E_OUTSIDE is not set: start the suite by test/e2e/run.ts');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  const answer = (await response.json()) as { readonly result?: unknown; readonly problem?: string };
  if (answer.problem !== undefined) throw new Error(answer.problem);
  return answer.result;
}

/** Returns the texts a person sees in the elements that fit the selector. */
export const readTexts = async (selector: string): Promise<string[]> =>
  (await outside({ action: 'read', selector })) as string[];

/** Keeps a picture of the window as `test/artefacts/e2e/NAME.png`. */
export const screenshot = (name: string): Promise<unknown> => outside({ action: 'screenshot', name });
