import { equal } from 'node:assert/strict';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { run } from '../../support/docker-cli.ts';
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
    const server = await startVsCodeServer(byHand.dataFolder, { ...process.env, ...byHand.environment }, 'asked');
    try {
      const query = new URLSearchParams({ folder: byHand.workspaceFolder });
      await page.goto(`http://127.0.0.1:${server.port}/?${query.toString()}`);
      await mend(page, byHand).catch(async (error: unknown) => {
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

/** What a person does in the window; each waits until it can be done. */
interface Hands {
  readonly see: (selector: string, text: string, timeoutMs?: number) => Promise<void>;
  readonly gone: (selector: string, text: string) => Promise<void>;
  readonly click: (selector: string, text?: string) => Promise<void>;
  readonly hover: (selector: string, text: string) => Promise<void>;
  readonly keep: (name: string) => Promise<unknown>;
  readonly choose: (typed: string, expected: string) => Promise<void>;
  readonly chooseByKeyboard: (typed: string, expected: string) => Promise<void>;
  readonly press: (keys: string) => Promise<void>;
}

const handsOn = (page: Page, screenshots: string): Hands => ({
  see: (selector, text, timeout = 30_000) => locate(page, { selector, text }).waitFor({ state: 'visible', timeout }),
  gone: (selector, text) => locate(page, { selector, text }).waitFor({ state: 'hidden', timeout: 60_000 }),
  click: (selector, text) =>
    locate(page, { selector, ...(text === undefined ? {} : { text }) }).click({ timeout: 15_000 }),
  hover: (selector, text) => locate(page, { selector, text }).hover({ timeout: 15_000 }),
  keep: (name) => page.screenshot({ path: join(screenshots, `${name}.png`) }),
  choose: async (typed, expected) => (await listed(page, typed, expected)).click({ timeout: 30_000 }),
  chooseByKeyboard: async (typed, expected) => {
    await listed(page, typed, expected);
    await page.keyboard.press('Enter');
  },
  press: (keys) => page.keyboard.press(keys),
});

const dialog = '.monaco-dialog-box';

async function mend(page: Page, byHand: ByHand): Promise<void> {
  const hands = handsOn(page, byHand.screenshots);
  await hands.see('.explorer-viewlet .monaco-list-row', 'Dockerfile', 60_000);
  await askInRestrictedMode(hands);
  await lookAtAllFiles(hands);
  await runTheCommand(hands);
  await fixIt(hands, byHand);
  await fixItByKeyboard(hands, byHand);
}

/** Nothing is asked before the folder is trusted; the answer comes by itself as soon as it is. */
async function askInRestrictedMode({ see, click, choose, keep }: Hands): Promise<void> {
  await click(`${dialog} .monaco-button`, 'No');
  await choose('>Which of My Changes Are Not in the Container', 'Which of My Changes');
  await see(trace, 'This workspace is not trusted');
  await keep('11a-restricted-mode');
  await click(trace, 'Manage Workspace Trust');
  await click('.workspace-trust-editor .monaco-button', 'Trust');
  await see(trace, 'Files that differ', 60_000);
}

async function lookAtAllFiles({ see, click, choose, keep }: Hands): Promise<void> {
  await click(`${trace}[aria-label^="src/server.js"]`);
  await see('.tab.active', 'server.js');
  await keep('11-files-that-differ');
  await choose('>Unstale: Copy the Report for a Bug', 'Copy the Report for a Bug');
  await see('.statusbar-item', 'The report was copied for a bug');
}

async function runTheCommand({ see, gone, click, hover, choose, keep }: Hands): Promise<void> {
  await choose(">Why Isn't My Change in the Container", "Why Isn't My Change");
  // The answer before this one had the same cause.
  await gone(trace, 'Files that differ');
  await see(trace, 'image-not-rebuilt', 60_000);
  await hover(trace, 'docker compose');
  await click(`${trace} .action-label.codicon-play`);
  await see(dialog, 'up -d --build web');
  await keep('12-confirmation');
  await click(`${dialog} .monaco-button`, 'Run');
  await see('.terminal-wrapper, .xterm', '');
  await click('.panel .action-item', 'Unstale');
  await see(trace, 'has your change: /app/src/server.js', 60_000);
  await keep('13-change-is-present');
}

/** Another edit, and something that exists only inside the container: Fix It says that it is lost, and saves it first. */
async function fixIt({ see, click, hover, choose, keep, press }: Hands, byHand: ByHand): Promise<void> {
  const { workspaceFolder: folder, environment } = byHand;
  await appendFile(join(folder, 'src', 'server.js'), '// edited once more\n');
  const words = ['compose', 'exec', '-T', 'web', 'sh', '-c', 'echo note > /app/note.txt'];
  await run({ folder, environment: { ...process.env, ...environment } }, 'docker', words);
  await choose(">Why Isn't My Change in the Container", "Why Isn't My Change");
  await see(trace, 'image-not-rebuilt', 60_000);
  await hover(trace, 'image-not-rebuilt');
  await click(`${trace} .action-label.codicon-lightbulb-autofix`);
  await see(dialog, 'up -d --build web');
  await see(dialog, '/app/note.txt');
  await keep('14-fix-it');
  await click(`${dialog} .monaco-button`, 'Save a Patch First');
  await see('.quick-input-widget', 'Save What Was Written');
  await press('Enter');
  await see(dialog, 'Saved in');
  equal((await readPatch(folder)).includes('+++ b/app/note.txt'), true);
  // What Enter would press now loses nothing either.
  await see(`${dialog} .monaco-button:focus`, 'Copy the Commands Instead');
  await click(`${dialog} .monaco-button`, 'Fix It and Lose This');
  await see(trace, 'has your change: /app/src/server.js', 60_000);
  await keep('15-fixed');
}

/** The same without a mouse, and in the dark theme. */
async function fixItByKeyboard({ see, chooseByKeyboard, keep, press }: Hands, byHand: ByHand): Promise<void> {
  await appendFile(join(byHand.workspaceFolder, 'src', 'server.js'), '// edited a third time\n');
  await chooseByKeyboard('>Preferences: Toggle between Light/Dark Themes', 'Toggle between Light/Dark Themes');
  await see('.monaco-workbench.vs-dark', '');
  await chooseByKeyboard(">Why Isn't My Change in the Container", "Why Isn't My Change");
  await see(trace, 'image-not-rebuilt', 60_000);
  await keep('16-verdict-in-the-dark');
  await chooseByKeyboard('>Unstale: Fix It', 'Fix It');
  await see(dialog, 'up -d --build web');
  await keep('17-fix-it-in-the-dark');
  await press('Enter');
  await see(trace, 'has your change: /app/src/server.js', 60_000);
}

async function readPatch(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((each) => each.endsWith('.patch'));
  return name === undefined ? '' : readFile(join(folder, name), 'utf8');
}

/**
 * Types into the quick pick that Ctrl+P opens (files, and commands after a ">") and returns the row that is wanted. A list that was opened
 * before VS Code had read its extensions stays without their commands, so it is opened again. Throws when the row does not appear.
 */
async function listed(page: Page, typed: string, expected: string): Promise<Locator> {
  const row = locate(page, { selector: '.quick-input-list .monaco-list-row', text: expected });
  for (const timeout of [5_000, 10_000, 30_000]) {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input').first().waitFor({ state: 'visible' });
    await page.keyboard.type(typed);
    const isThere = await row.waitFor({ state: 'visible', timeout }).then(
      () => true,
      () => false,
    );
    if (isThere) return row;
    await page.keyboard.press('Escape');
  }
  throw new Error(`${expected} is not listed`);
}
