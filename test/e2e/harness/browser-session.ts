import { join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import type { SuiteResult } from '../suite/index.ts';
import { openWindow, startBrowser } from './browser.ts';
import { serveOutside } from './outside.ts';
import { readSuiteResult, suiteEnvironment, type Session } from './session.ts';
import { startVsCodeServer } from './vscode-server.ts';

/** Runs the suite in a browser-served VS Code; throws when no result came within `seconds`. Nothing it started survives it. */
export async function runInBrowser(session: Session, browserPath: string, seconds: number): Promise<SuiteResult> {
  const browser = await startBrowser(browserPath);
  const page = await openWindow(browser);
  const outside = await serveOutside(() => Promise.resolve(page), session.screenshots);
  try {
    const server = await startVsCodeServer(session.dataFolder, {
      ...process.env,
      ...suiteEnvironment(session, outside.url),
    });
    try {
      await openAndWait(page, session, server.port, seconds);
    } finally {
      server.stop();
    }
  } finally {
    outside.close();
    await browser.close();
  }
  return readSuiteResult(session);
}

/** VS Code reports to two functions of the page: what the suite prints, and how it ended. */
async function openAndWait(page: Page, session: Session, port: number, seconds: number): Promise<void> {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  await page.exposeFunction('codeAutomationExit', () => end());
  await page.exposeFunction('codeAutomationLog', (_type: string, words: readonly unknown[]) => {
    session.log(format(...words));
  });
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(session.extensionFolder)],
    ['extensionTestsPath', remote(session.suitePath)],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: session.workspaceFolder, payload: JSON.stringify(payload) });
  await page.goto(`http://127.0.0.1:${port}/?${query.toString()}`);
  await withDeadline(ended, seconds, page, session.screenshots);
}

async function withDeadline(ended: Promise<void>, seconds: number, page: Page, screenshots: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), seconds * 1000)));
  const first = await Promise.race([ended, late]);
  clearTimeout(timer);
  if (first !== 'late') return;
  await page.screenshot({ path: join(screenshots, 'deadline.png') });
  throw new Error(`the suite did not end within ${seconds} s; the window then is in ${screenshots}/deadline.png`);
}
