import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { renderHtml } from '../../../harness/report/html/document.ts';
import { CRASHED, INCONCLUSIVE, UPHELD } from '../../literals/result.ts';
import { inBrowser } from './in-browser.ts';
import { PICTURES, RERUN, WHOLE } from './whole-result.ts';

const itLooks = inBrowser();
const VIOLATED_PAGE = renderHtml(WHOLE, { pictures: PICTURES, rerun: RERUN, replay: 'npx thumbproof replay b-0001' });
const PAGES = {
  upheld: renderHtml(UPHELD, { rerun: RERUN }),
  violated: VIOLATED_PAGE,
  inconclusive: renderHtml(INCONCLUSIVE, { rerun: RERUN }),
};

/** The rules that are broken, each with the elements that break it. What is folded is opened first. */
function axeRun(options: Readonly<Record<string, unknown>>, within = 'html'): string {
  return `(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { violations } = await axe.run('${within}', ${JSON.stringify({ resultTypes: ['violations'], ...options })});
    return violations.map(({ id, impact, nodes }) => impact + ' ' + id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | '));
  })()`;
}

/** With plain spaces, also where a number stays on one line. */
async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replaceAll('\u00a0', ' ');
}

describe('the HTML report', () => {
  for (const [verdict, source] of Object.entries(PAGES))
    itLooks(`breaks no rule of axe where the verdict is ${verdict}, in light or dark`, async (open) => {
      const page = await open(source);
      await page.evaluate(axe.source);
      expect(await page.evaluate(axeRun({}))).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(21, 23, 27)');
      // The other rules do not look at colours.
      expect(await page.evaluate(axeRun({ runOnly: ['color-contrast', 'link-in-text-block'] }))).toEqual([]);
    });

  itLooks('says the verdict and its sentence first, with the bound', async (open) => {
    const upheld = await open(PAGES.upheld);
    expect(await textOf(upheld, 'header')).toMatch(
      /^UPHELD\n+0 mix-ups in 5 350 verified thumbnails: with 99 % confidence fewer than 1 in 1 000/,
    );
    expect(await upheld.title()).toBe('upheld: sharp 0.35.5 (built in), seed 1');
    const violated = await open(VIOLATED_PAGE);
    expect(await textOf(violated, 'header')).toMatch(
      /^VIOLATED\n+3 thumbnails show pixels of another photo[^]*No bound is claimed/,
    );
    const crashed = await open(renderHtml(CRASHED));
    expect(await textOf(crashed, 'header')).toMatch(/^INCONCLUSIVE\n+The thumbnailer crashed/);
    expect(await textOf(crashed, '#incidents')).toMatch(/crashed: exit code 139 \(SIGSEGV\) \(2 times\)/);
  });

  for (const [verdict, source] of Object.entries(PAGES))
    itLooks(`is no wider than a phone where the verdict is ${verdict}`, async (open) => {
      const page = await open(source, { widthPx: 360 });
      await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      expect(await page.evaluate(WIDER_THAN_THE_SCREEN)).toEqual([]);
    });

  itLooks('shows who leaked to whom as a matrix, and as a list', async (open) => {
    const page = await open(VIOLATED_PAGE);
    const rows = await page.locator('.matrix tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split(/\s+/).filter(Boolean))).toEqual([
      ['owner-07', '3', '3'],
      ['owner-09', '1', '1', '2'],
    ]);
    await page.getByText('The same as a list of 3 pairs').click();
    expect(await page.locator('#exposure details tbody tr').first().innerText()).toMatch(/owner-07\s+owner-03\s+3/);
  });

  itLooks('draws the failing batch with its overlap and an arrow from donor to victim', async (open) => {
    const page = await open(VIOLATED_PAGE);
    const company = page.locator('#timeline svg').nth(1);
    expect(await company.locator('rect.victim, rect.donor, rect.other').count()).toBe(4);
    const [band, donor, victim] = await Promise.all(
      ['rect.both', 'rect.donor', 'rect.victim'].map((which) => company.locator(which).boundingBox()),
    );
    expect(band?.x).toBeCloseTo(victim?.x ?? 0, 0);
    expect((band?.x ?? 0) + (band?.width ?? 0)).toBeCloseTo((donor?.x ?? 0) + (donor?.width ?? 0), 0);
    expect(await company.locator('path.arrow').count()).toBe(1);
    expect(await company.locator('desc').textContent()).toBe(
      'Batch 8 was in flight with 3 other batches; the wrong thumbnail came 80 ms after it was asked for. The donor’s batch 7 was in flight together with it for 30 ms.',
    );
  });

  itLooks('tells the certificate, the diagnosis, the strata and what was too small to see', async (open) => {
    const text = await textOf(await open(VIOLATED_PAGE), 'main');
    expect(text).toMatch(/31 of 50 fail; one job at a time: 0 of 300/);
    expect(text).toMatch(/a working buffer that the next job starts to fill/);
    expect(text).toMatch(/archived×jpeg×128\s+300\s+533\s+0\s+3/);
    expect(text).toMatch(/could have gone unseen/);
  });
});

/** What sticks out of the screen without being in a box that scrolls. */
const WIDER_THAN_THE_SCREEN = `[...document.querySelectorAll('body *')]
  .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll'))
  .map((element) => element.outerHTML.slice(0, 100))`;

const FOCUSED = `(() => { const { tagName, id, textContent } = document.activeElement; return tagName + ' ' + id + ' ' + textContent.trim().slice(0, 40); })()`;
const CONTROLS = `[...document.querySelectorAll('a[href], button, select, summary, [tabindex="0"]')]
  .filter((element) => element.checkVisibility())
  .map(({ tagName, id, textContent }) => tagName + ' ' + id + ' ' + textContent.trim().slice(0, 40))`;

describe('by keyboard, the HTML report', () => {
  itLooks('gives the focus to every control, in the order in which they stand', async (open) => {
    const page = await open(VIOLATED_PAGE);
    const controls: unknown = await page.evaluate(CONTROLS);
    const reached: unknown[] = [];
    for (let at = 0; at < (Array.isArray(controls) ? controls.length : 0); at++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(FOCUSED));
    }
    expect(reached.length).toBeGreaterThan(20);
    expect(reached).toEqual(controls);
  });

  itLooks('copies the line that repeats the run, just as it is shown', async (open) => {
    const page = await open(VIOLATED_PAGE);
    await page.locator('[data-copy=rerun-line]').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(RERUN);
    expect(await page.locator('#rerun-line').textContent()).toBe(RERUN);
  });

  itLooks('selects the line where nothing may be copied', async (open) => {
    const denied = `Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;`;
    const page = await open(VIOLATED_PAGE, {}, denied);
    await page.locator('[data-copy=replay-line]').press('Enter');
    await page.getByText('Selected: copy it with Ctrl+C.').waitFor();
    expect(await page.evaluate('getSelection().toString()')).toBe('npx thumbproof replay b-0001');
  });

  itLooks('enlarges the pictures of a breach, and gives the focus back', async (open) => {
    const page = await open(VIOLATED_PAGE);
    const opener = page.locator('.zoom').nth(2);
    await opener.focus();
    await page.keyboard.press('Enter');
    const came = page.locator('dialog img').nth(2);
    const before = (await came.boundingBox())?.width ?? 0;
    expect(before % 128).toBe(0);
    await page.keyboard.press('+');
    expect((await came.boundingBox())?.width).toBe(before + 128);
    await page.evaluate(axe.source);
    expect(await page.evaluate(axeRun({}, 'dialog'))).toEqual([]);
    await page.getByRole('button', { name: 'Outlines' }).press('Enter');
    expect(await page.locator('dialog svg').first().isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').isVisible()).toBe(false);
    expect(await page.evaluate(`[...document.querySelectorAll('.zoom')].indexOf(document.activeElement)`)).toBe(2);
  });
});
