// Pages opened from disk in a real browser, one browser for each file of specs. Whatever a page asks for, says on its
// console or runs against its own policy fails the spec, whichever it is.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { needsProgram } from '../../programs.ts';

export type Look = { readonly colorScheme?: 'light' | 'dark'; readonly widthPx?: number; readonly script?: boolean };

/** Opens a document; `init` runs before its own script. */
export type Open = (source: string, look?: Look, init?: string) => Promise<Page>;

const HEIGHT_PX = 800;

/** Like `it`, for specs that look at pages; to be made once in a file. `mayTell`: what a page is meant to complain of. */
export function inBrowser(): (name: string, spec: (open: Open) => Promise<void>, mayTell?: RegExp) => void {
  const needsChromium = needsProgram('chromium');
  const folder = mkdtempSync(join(tmpdir(), 'thumbproof-page-'));
  let launched: Promise<Browser> | null = null;
  afterAll(async () => {
    await (await launched)?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return (name, spec, mayTell) =>
    needsChromium(name, async (executablePath) => {
      launched ??= chromium.launch({ executablePath, args: ['--no-sandbox'] });
      const browser = await launched;
      const told: string[] = [];
      const opened: Page[] = [];
      const open: Open = async (source, { colorScheme = 'light', widthPx = 1280, script = true } = {}, init = '') => {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width: widthPx, height: HEIGHT_PX },
          javaScriptEnabled: script,
          permissions: ['clipboard-read', 'clipboard-write'],
        });
        const page = await context.newPage();
        opened.push(page);
        const path = join(folder, 'report.html');
        writeFileSync(path, source);
        const url = pathToFileURL(path).href;
        page.on('request', (request) => {
          const asked = request.url();
          if (asked !== url && !asked.startsWith('data:')) told.push(`asked for ${asked}`);
        });
        page.on('console', (message) => told.push(`said ${message.text()}`));
        page.on('pageerror', (error) => told.push(`threw ${error.message}`));
        page.on('dialog', (dialog) => {
          told.push(`alerted ${dialog.message()}`);
          void dialog.dismiss();
        });
        await page.addInitScript(init);
        await page.goto(url);
        return page;
      };
      try {
        await spec(open);
      } finally {
        await Promise.all(opened.map((page) => page.context().close()));
      }
      expect(told.filter((what) => mayTell?.test(what) !== true)).toEqual([]);
    });
}
