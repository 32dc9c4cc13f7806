import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { OutsideRequest } from '../suite/outside.ts';

/** The helper that lets a suite inside the extension host see and touch the window as a person does. */
export interface Outside {
  readonly url: string;
  close(): void;
}

/** Serves the requests of `suite/outside.ts` on loopback, against the page that shows VS Code. */
export async function serveOutside(page: () => Promise<Page>, screenshots: string): Promise<Outside> {
  await mkdir(screenshots, { recursive: true });
  const server = createServer((request, response) => {
    void answer(request, response, async (asked) => perform(await page(), asked, screenshots));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closeNow(server) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  act: (asked: OutsideRequest) => Promise<unknown>,
): Promise<void> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const result = await act(JSON.parse(Buffer.concat(chunks).toString()) as OutsideRequest);
    response.end(JSON.stringify({ result: result ?? null }));
  } catch (error) {
    response.end(JSON.stringify({ problem: error instanceof Error ? error.message : String(error) }));
  }
}

async function perform(page: Page, asked: OutsideRequest, screenshots: string): Promise<unknown> {
  const timeout = asked.timeoutMs ?? 15_000;
  switch (asked.action) {
    case 'screenshot':
      await page.screenshot({ path: join(screenshots, `${asked.name}.png`), timeout });
      return;
    case 'click':
      await locate(page, asked).click({ timeout, button: asked.button ?? 'left' });
      return;
    case 'hover':
      await locate(page, asked).hover({ timeout });
      return;
    case 'press':
      await page.keyboard.press(asked.keys);
      return;
    case 'type':
      await page.keyboard.type(asked.text);
      return;
    case 'see':
      await locate(page, asked).waitFor({ state: 'visible', timeout });
      return;
    case 'see-in-webview':
      await webview(page).getByText(asked.text).first().waitFor({ state: 'visible', timeout });
      return;
    case 'read':
      return page.locator(asked.selector).allInnerTexts();
  }
}

/** Returns the first visible element that fits; VS Code keeps hidden copies of much that it shows. */
export function locate(page: Page, asked: { readonly selector: string; readonly text?: string }): Locator {
  const found = page.locator(asked.selector).filter({ visible: true });
  return (asked.text === undefined ? found : found.filter({ hasText: asked.text })).first();
}

/** VS Code shows the content of a webview in a frame within a frame. */
const webview = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

function closeNow(server: Server): void {
  server.close();
  server.closeAllConnections();
}
