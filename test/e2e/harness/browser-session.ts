import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import type { SuiteResult } from '../suite/index.ts';
import { serveOutside } from './outside.ts';
import { startVsCodeServer } from './vscode-server.ts';

/** One VS Code window with one run of the suite in it. */
export interface Session {
  /** The extension under development, loaded from its folder. */
  readonly extensionFolder: string;
  readonly suitePath: string;
  /** The test files to run, by their names without `.js`. */
  readonly files: readonly string[];
  readonly workspaceFolder: string;
  /** Holds the server's data and the profile; installed extensions are in its `extensions`. */
  readonly dataFolder: string;
  readonly screenshots: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly browserPath: string;
  readonly log: (line: string) => void;
}

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs the suite in a browser-served VS Code; throws when no result came within `seconds`. Nothing it started survives it. */
export async function runInBrowser(session: Session, seconds: number): Promise<SuiteResult> {
  const resultFile = join(session.dataFolder, 'result.json');
  await rm(resultFile, { force: true });
  const browser = await chromium.launch({ executablePath: session.browserPath, args: browserFlags });
  let page: Page | undefined;
  const outside = await serveOutside(() => page ?? missingPage(), session.screenshots);
  try {
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const server = await startVsCodeServer(session.dataFolder, {
      ...process.env,
      ...session.environment,
      UNSTALE_E2E_OUTSIDE: outside.url,
      UNSTALE_E2E_RESULT: resultFile,
      UNSTALE_E2E_FILES: session.files.join(' '),
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
  return JSON.parse(await readFile(resultFile, 'utf8')) as SuiteResult;
}

function missingPage(): never {
  throw new Error('the window is not open yet');
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
