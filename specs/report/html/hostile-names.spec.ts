import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../harness/model/verdict.ts';
import { renderHtml } from '../../../harness/report/html/document.ts';
import { escaped, html, sourceOf } from '../../../harness/report/html/markup.ts';
import { breach } from '../../literals/breach.ts';
import { many } from '../../literals/mixups.ts';
import { inBrowser } from './in-browser.ts';
import { PICTURED, picture, TIMELINE, WHOLE } from './whole-result.ts';

/** Ends whatever it may stand in, runs what it can, turns the line around and hides a character. */
const HOSTILE =
  '</script></style></title></textarea><!--<script>alert(1)</script><img src=x onerror=alert(2)>"\' onfocus=alert(3) autofocus ' +
  '<a href="javascript:alert(4)">x</a><svg onload=alert(5)>&lt;b&gt;\u202egpj.\u0000\u200b\u001b[2J\r\n]]>${alert(6)}`';
const SHOWN = escaped(HOSTILE);

const named = { owner: HOSTILE, album: HOSTILE, photo: HOSTILE, version: 2, id: HOSTILE };
const region = { x: 0, y: 0, width: 9, height: 9, donor: HOSTILE };
const hostileBreach = (id: string) =>
  breach({
    id,
    key: HOSTILE,
    victim: named,
    donors: [{ ...named, share: 0.2 }],
    candidates: [{ ...named, queueDistance: 3 }],
    regions: [region],
    recipe: HOSTILE,
    says: HOSTILE,
    evidence: HOSTILE,
  });
const step = { batch: 1, who: HOSTILE, what: HOSTILE };
const RESULT: Result = {
  ...WHOLE,
  why: HOSTILE,
  thumbnailer: HOSTILE,
  profile: [HOSTILE],
  narrowed: [HOSTILE],
  recipesNarrowed: [HOSTILE],
  photographs: HOSTILE,
  firstRefusal: { photo: HOSTILE, format: HOSTILE, archived: false, reason: HOSTILE },
  refused: 1,
  incidents: [{ incident: HOSTILE, detail: HOSTILE }],
  strata: [{ name: HOSTILE, covered: true, verified: 1, unreadable: 0, floor: 2, mixups: 1 }],
  sensitivity: WHOLE.sensitivity.map((one) => ({ ...one, recipe: HOSTILE, stratum: HOSTILE })),
  sweeps: [{ name: HOSTILE, load: HOSTILE, thumbnails: 1, incident: HOSTILE, breaches: 0, doubts: 0, inFlightMax: 1 }],
  // Enough for a page that lies in a script element.
  breaches: [hostileBreach(HOSTILE), ...many(60, (index) => hostileBreach(`${HOSTILE}${index}`))],
  timelines: [{ ...TIMELINE, breach: HOSTILE, marks: [{ atMs: 1050, says: HOSTILE }] }],
  course: { ...WHOLE.course, marks: [{ atMs: 1, says: HOSTILE }] },
  exposure: { ...WHOLE.exposure, cells: [{ exposed: HOSTILE, receiver: HOSTILE, thumbnails: 1 }] },
  diagnosis: {
    cause: HOSTILE,
    classes: [HOSTILE],
    confidence: 'high',
    because: [HOSTILE],
    experiments: [{ kind: 'names', changed: HOSTILE, failed: 1, of: 2, p: 0.5 }],
  },
  counterexample: WHOLE.counterexample === null ? null : { ...WHOLE.counterexample, file: HOSTILE },
  interleavings:
    WHOLE.interleavings === null || WHOLE.interleavings.smallest === null
      ? null
      : {
          ...WHOLE.interleavings,
          incident: HOSTILE,
          smallest: { ...WHOLE.interleavings.smallest, breach: HOSTILE, plan: HOSTILE, steps: [step] },
        },
  known: [{ id: HOSTILE, says: HOSTILE, state: 'fails', tally: { failed: 1, of: 1 } }],
  environment: { [HOSTILE]: HOSTILE },
  folder: HOSTILE,
  workspaceKept: HOSTILE,
};
const PICTURES = new Map([[HOSTILE, { ...PICTURED, donors: [picture(9, 9)] }]]);
const itLooks = inBrowser();

describe('an HTML report full of hostile names', () => {
  itLooks('shows them as text and runs nothing of them, on later pages too', async (open) => {
    const source = renderHtml(RESULT, { pictures: PICTURES, rerun: HOSTILE, replay: HOSTILE });
    const page = await open(source);
    const strangers = `document.querySelectorAll('script:not([data-breach-page]):not(:last-of-type), [onerror], [onload], [onfocus], [autofocus], a[href^=javascript], svg:not([viewBox])').length`;
    expect(await page.evaluate(strangers)).toBe(0);
    expect(await page.locator('#rerun-line').innerHTML()).toBe(await page.evaluate(reread(SHOWN)));
    const text = await page.locator('body').innerText();
    expect(text).toContain(String.raw`\u{202e}gpj.\u{0}\u{200b}\u{1b}[2J\u{d}\u{a}`);
    expect(source).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\0\r]/u);
    await page.locator('[data-turn=on]').first().click();
    expect(await page.locator('.breach').count()).toBe(11);
    expect(await page.evaluate(strangers)).toBe(0);
    // A pause in which whatever would run had time to: two turns of drawing.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  });

  itLooks('lets no name that is written from right to left move what stands beside it', async (open) => {
    const rightToLeft = { ...named, owner: 'אבג', photo: 'דהו.jpg', version: 1 };
    const one = breach({ victim: rightToLeft, donors: [{ ...rightToLeft, id: 'p-9', share: 0.5 }] });
    const page = await open(renderHtml({ ...WHOLE, breaches: [one] }));
    const lefts = await page.evaluate(`(() => {
      const title = document.querySelector('.breach .headline');
      const range = document.createRange();
      const texts = [...title.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '');
      return texts.map((node) => { range.selectNodeContents(node); return range.getBoundingClientRect().left; });
    })()`);
    expect(lefts).toEqual(Array.isArray(lefts) ? lefts.toSorted((one_, other) => Number(one_) - Number(other)) : null);
  });

  itLooks(
    'runs not even a script that found its way into it',
    async (open) => {
      const page = await open(
        renderHtml(WHOLE),
        {},
        'addEventListener("securitypolicyviolation", () => { window.refused = true; })',
      );
      await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    })()`);
      expect(await page.evaluate('[window.ran, window.refused]')).toEqual([undefined, true]);
    },
    /^said Executing inline script violates/,
  );
});

/** What a browser makes of source text, as it would write it itself. */
function reread(source: string): string {
  return `(() => { const code = document.createElement('code'); code.innerHTML = ${JSON.stringify(source)}; return code.innerHTML; })()`;
}

describe('markup', () => {
  it('escapes every word that is put into it, and nothing twice', () => {
    const inner = html`<b>${'a < b & "c"'}</b>`;
    expect(sourceOf(html`<p title="${`"'`}">${inner}${[inner]}${7}${null}</p>`)).toBe(
      '<p title="&quot;&#39;"><b>a &lt; b &amp; &quot;c&quot;</b><b>a &lt; b &amp; &quot;c&quot;</b>7</p>',
    );
  });

  it('holds no sign that means something to HTML, nor anything that turns the line around, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        // oxlint-disable-next-line no-control-regex -- the controls are the subject
        expect(escaped(`${text}<'\u202e`)).not.toMatch(/[<>"'\0-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});
