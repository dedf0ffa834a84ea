import { describe, expect } from 'vitest';
import type { Breach } from '../../../harness/model/verdict.ts';
import { renderHtml } from '../../../harness/report/html/document.ts';
import { breach, DONOR } from '../../literals/breach.ts';
import { many } from '../../literals/mixups.ts';
import { inBrowser } from './in-browser.ts';
import { PICTURED, PICTURES, picture, WHOLE } from './whole-result.ts';

const itLooks = inBrowser();

/** Of three kinds; the gravest are the fewest, and stand first. */
const TEN_THOUSAND: readonly Breach[] = many(10_000, (index) =>
  breach({
    id: `b-${index}`,
    key: `ask-${index}`,
    ...(index % 100 === 0
      ? { kind: 'foreign', donors: [{ ...DONOR, share: 1 }] }
      : index % 2 === 0
        ? { archived: false, donors: [{ ...DONOR, share: 0.4 }] }
        : { donors: [{ ...DONOR, share: 0.2 }] }),
  }),
);

describe('breaches in the HTML report', () => {
  itLooks('are grouped and paged when there are ten thousand', async (open) => {
    const page = await open(renderHtml({ ...WHOLE, breaches: TEN_THOUSAND, breachesUnlisted: 7 }));
    const cards = page.locator('.breach');
    expect(await page.locator('#breaches-title').textContent()).toBe('Breaches (10 007)');
    expect(await page.locator('.groups li').allTextContents()).toEqual([
      '100 thumbnails of another photo, found by ownership: archived photos as 128x128 cover jpeg',
      '4 900 thumbnails partly of another photo, found by ownership: fresh photos as 128x128 cover jpeg',
      '5 000 thumbnails partly of another photo, found by ownership: archived photos as 128x128 cover jpeg',
    ]);
    expect(await cards.count()).toBe(50);
    await page.locator('[data-turn=on]').first().press('Enter');
    expect(await page.locator('#page-said').textContent()).toBe('Page 2 of 200.');
    expect(await cards.first().getAttribute('id')).toBe('breach-51');
    expect(await page.locator('h3.group').allTextContents()).toEqual([
      '100 thumbnails of another photo, found by ownership: archived photos as 128x128 cover jpeg (continued)',
    ]);
    await page.locator('.groups a').nth(2).press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('group-3');
    expect(await cards.first().getAttribute('id')).toBe('breach-5001');
    await page.locator('select[data-pages]').last().selectOption('200');
    expect(await cards.last().getAttribute('id')).toBe('breach-10000');
    expect(await page.locator('[data-turn=on]').first().getAttribute('aria-disabled')).toBe('true');
    await page.locator('select[data-pages]').first().selectOption('1');
    expect(await cards.first().getAttribute('id')).toBe('breach-1');
  });

  itLooks('are there without a script as far as the first page goes', async (open) => {
    const page = await open(renderHtml({ ...WHOLE, breaches: TEN_THOUSAND.slice(0, 120) }), { script: false });
    expect(await page.locator('.breach').count()).toBe(50);
    expect(await page.locator('.pager').first().isVisible()).toBe(false);
    expect(await page.getByText('The first 50 of 120 are shown').isVisible()).toBe(true);
    expect(await page.locator('[data-copy]').first().isVisible()).toBe(false);
  });

  itLooks('show source, expected, came, difference and donor, with the region outlined where it lies', async (open) => {
    const page = await open(renderHtml(WHOLE, { pictures: PICTURES }));
    const card = page.locator('.breach').filter({ has: page.locator('img') });
    expect(await card.locator('figcaption b').allTextContents()).toEqual([
      'Source',
      'Expected',
      'Came',
      'Difference',
      'Donor',
    ]);
    expect(await page.evaluate(`[...document.images].map(({ naturalWidth }) => naturalWidth)`)).toEqual([
      400, 128, 128, 128, 300,
    ]);
    const image = await card.locator('img').nth(2).boundingBox();
    const outline = await card.locator('rect.over').nth(1).boundingBox();
    // The region is the lower half; its line is two pixels wide.
    const halfPx = (image?.y ?? 0) + (image?.height ?? 0) / 2;
    expect(Math.abs((outline?.y ?? 0) - halfPx)).toBeLessThanOrEqual(2);
    expect(Math.abs((outline?.width ?? 0) - (image?.width ?? 0))).toBeLessThanOrEqual(4);
    expect(await card.locator('svg text').allTextContents()).toEqual(['A', 'A', 'A']);
    expect(await card.locator('img').nth(2).getAttribute('alt')).toBe('Came, outlined: 128×64 px at (0, 64)');
    expect(await page.locator('#breaches').innerText()).toMatch(
      /pictures of 1 of 3 breaches are in this page; those of 2 more lie in the folders named below/,
    );
  });

  itLooks('outline each donor in the tint of its owner, and in dashes and a letter of its own', async (open) => {
    const other = { ...DONOR, id: 'p-43', owner: 'owner-09', photo: 'other.jpg', share: 0.1 };
    const two = breach({
      donors: [DONOR, other],
      regions: [
        { x: 0, y: 0, width: 64, height: 64, donor: 'p-42' },
        { x: 64, y: 64, width: 64, height: 64, donor: 'p-43' },
      ],
    });
    const tintHues = new Map([...PICTURED.tintHues, ['p-43', 90]]);
    const pictures = new Map([[two.id, { ...PICTURED, donors: [picture(9, 9), picture(9, 9)], tintHues }]]);
    const page = await open(renderHtml({ ...WHOLE, breaches: [two] }, { pictures }));
    const styles = await page.evaluate(`[...document.querySelectorAll('.frame')[2].querySelectorAll('rect.over')]
      .map((rect) => getComputedStyle(rect)).map(({ stroke, strokeDasharray }) => [stroke, strokeDasharray])`);
    // Hues 195 and 90: 200 and 90 in steps of 15.
    expect(styles).toEqual([
      ['rgb(66, 204, 250)', 'none'],
      ['rgb(158, 250, 66)', '7px, 3px'],
    ]);
    expect(await page.locator('.mark-of').allTextContents()).toEqual(['V', 'A', 'B']);
    expect(await page.locator('.frame').nth(2).locator('text').allTextContents()).toEqual(['A', 'B']);
  });

  itLooks('say so where a picture is none that can be shown', async (open) => {
    const broken = { url: 'data:image/webp;base64,AAAA', widthPx: 128, heightPx: 128 };
    const pictures = new Map([['b-0001', { ...PICTURED, actual: broken }]]);
    const page = await open(renderHtml(WHOLE, { pictures }));
    await page.getByText('; it cannot be shown here').filter({ visible: true }).waitFor();
    expect(await page.getByText('; it cannot be shown here').filter({ visible: true }).count()).toBe(1);
  });
});
