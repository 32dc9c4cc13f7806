// Writes icon.png from icon.svg with a headless Chromium: `npm run icon`. VS Code takes no SVG as an extension's icon
// (https://code.visualstudio.com/api/references/extension-manifest#fields).
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { bringUpChromium } from '../test/env/machine.ts';

const size = 256;
const fileBeside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function render(): Promise<void> {
  const found = await bringUpChromium();
  if ('problem' in found) throw new Error(found.problem);
  const drawing = await readFile(fileBeside('icon.svg'), 'utf8');
  const browser = await chromium.launch({ executablePath: found.value, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`);
    await page.screenshot({ path: fileBeside('icon.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
}

void render();
