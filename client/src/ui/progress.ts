import * as vscode from 'vscode';
import { forNotification } from './safe-text.ts';
import { traceView } from '../commands/manifest.ts';

/** Work that takes this long gets a notification in which it can be cancelled; shorter work shows in the view alone. */
const patienceMs = 1000;

/** What the work may tell of itself, in the person's language. */
export type Tell = (message: string) => void;

/** Runs `work`, shows in the view that something is under way, and lets the person abort it. Ends as `work` ends. */
export async function withProgress<T>(
  title: string,
  abort: AbortController,
  work: (signal: AbortSignal, tell: Tell) => Promise<T>,
): Promise<T> {
  let latest = '';
  let tellNotification: Tell = () => undefined;
  const running = work(abort.signal, (message) => {
    latest = forNotification(message);
    tellNotification(latest);
  });
  const ended = running.then(nothing, nothing);
  void vscode.window.withProgress({ location: { viewId: traceView } }, () => ended);
  const timer = setTimeout(() => {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: forNotification(title),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      tellNotification = (message) => progress.report({ message });
      if (latest) tellNotification(latest);
      token.onCancellationRequested(() => abort.abort());
      return ended;
    });
  }, patienceMs);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}

/** A progress only needs to know that the work has ended; how it ended is for the caller. */
const nothing = (): void => undefined;
