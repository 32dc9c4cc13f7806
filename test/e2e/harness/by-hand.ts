import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openWindow, startBrowser } from './browser.ts';
import { locate } from './outside.ts';
import { startVsCodeServer } from './vscode-server.ts';

/** A window without a suite in it: the installed extension, and a person who clicks. */
export interface ByHand {
  readonly workspaceFolder: string;
  readonly dataFolder: string;
  readonly screenshots: string;
  readonly environment: Readonly<Record<string, string>>;
}

const trace = '.pane:has(.pane-header[aria-label^="Trace of a Change"]) .monaco-list-row';

/**
 * Asks about the stale file, runs the remedy, and waits until the change is there. VS Code shows no dialog while it runs a suite, so
 * the confirmation can only be seen like this. Throws when a step does not appear in time.
 */
export async function mendByHand(byHand: ByHand, browserPath: string): Promise<void> {
  const browser = await startBrowser(browserPath);
  try {
    const page = await openWindow(browser);
    const server = await startVsCodeServer(byHand.dataFolder, { ...process.env, ...byHand.environment });
    try {
      const query = new URLSearchParams({ folder: byHand.workspaceFolder });
      await page.goto(`http://127.0.0.1:${server.port}/?${query.toString()}`);
      await mend(page, byHand.screenshots).catch(async (error: unknown) => {
        await page.screenshot({ path: join(byHand.screenshots, 'failed-by-hand.png') });
        throw error;
      });
    } finally {
      server.stop();
    }
  } finally {
    await browser.close();
  }
}

async function mend(page: Page, screenshots: string): Promise<void> {
  const see = (selector: string, text: string, timeout = 30_000) =>
    locate(page, { selector, text }).waitFor({ state: 'visible', timeout });
  const click = (selector: string, text?: string) => locate(page, { selector, text }).click({ timeout: 15_000 });
  const keep = (name: string) => page.screenshot({ path: join(screenshots, `${name}.png`) });

  await see('.explorer-viewlet .monaco-list-row', 'Dockerfile', 60_000);
  await choose(page, 'server.js', 'server.js');
  await see('.tab.active', 'server.js');
  await choose(page, ">Why Isn't My Change in the Container", "Why Isn't My Change");
  await see(trace, 'image-not-rebuilt', 60_000);
  await locate(page, { selector: trace, text: 'docker compose' }).hover();
  await click(`${trace} .action-label.codicon-play`);
  await see('.monaco-dialog-box', 'up -d --build web');
  await keep('12-confirmation');
  await click('.monaco-dialog-box .monaco-button', 'Run');
  await see('.terminal-wrapper, .xterm', '');
  await click('.panel .action-item', 'Unstale');
  await see(trace, 'has your change: /app/src/server.js', 60_000);
  await keep('13-change-is-present');
}

/** Picks from the quick pick that Ctrl+P opens: files, and commands after a ">". */
async function choose(page: Page, typed: string, expected: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').first().waitFor({ state: 'visible' });
  await page.keyboard.type(typed);
  await locate(page, { selector: '.quick-input-list .monaco-list-row', text: expected }).click({ timeout: 30_000 });
}
