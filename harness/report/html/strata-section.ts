// What was looked at how often, and what would have been too small to see: a verdict holds for this and for nothing else.

import { countOf, percent } from '../../model/figures.ts';
import type { Detection } from '../../model/sensitivity.ts';
import type { Result, Stratum } from '../../model/verdict.ts';
import { coverageFacts } from '../coverage-facts.ts';
import { proofFacts, urgency } from '../evidence-facts.ts';
import { bullets, dataTable, factList } from './facts.ts';
import { html, type Markup } from './markup.ts';
import type { Section } from './section.ts';

/** Null where nothing was to be verified. */
export function strataSection(result: Result): Section | null {
  const { strata } = result;
  if (strata.length === 0) return null;
  const order = (stratum: Stratum) => (stratum.covered ? 1 + urgency(stratum) : 0);
  const ordered = strata.toSorted((one, other) => order(other) - order(one));
  const rows = ordered.map((stratum) => ({
    cells: [
      stratum.name,
      countOf(stratum.verified),
      countOf(stratum.floor),
      countOf(stratum.unreadable),
      stratum.mixups > 0 ? html`<strong class="bad">${countOf(stratum.mixups)}</strong>` : '0',
      stateOf(stratum, result.verdict),
    ],
    isQuiet: !stratum.covered,
  }));
  const columns = [
    { says: 'stratum' },
    { says: 'verified', isNumber: true },
    { says: 'floor', isNumber: true },
    { says: 'unreadable', isNumber: true },
    { says: 'mix-ups', isNumber: true },
    { says: 'note' },
  ];
  return {
    id: 'strata',
    title: 'Coverage of strata',
    content: html`${dataTable('Verified thumbnails by stratum; those that need a look first', columns, rows)}
${strata.every(({ covered }) => covered) ? null : html`<p class="quiet">Not covered: too few pixels to show a small leak; judged, but not counted.</p>`}
${factList(coverageFacts(result))}`,
  };
}

function stateOf({ covered, verified, floor }: Stratum, verdict: Result['verdict']): string | Markup {
  if (!covered) return 'not covered';
  // A violation ends the search early, and then no floor was to be reached.
  return verdict !== 'violated' && verified < floor ? html`<span class="below">below its floor</span>` : '';
}

/** Null where nothing was measured. */
export function unseenSection(result: Result): Section | null {
  const { sensitivity } = result;
  if (sensitivity.length === 0) return null;
  const rows = sensitivity.map(({ recipe, stratum, area, blend, power, injected }) => ({
    cells: [
      `${recipe}, ${stratum}`,
      percent(area),
      blend < 1 ? percent(blend) : 'never seen',
      percent(power),
      countOf(injected),
    ],
  }));
  const columns = [
    { says: 'thumbnails' },
    { says: 'smallest area seen', isNumber: true },
    { says: 'thinnest blend seen', isNumber: true },
    { says: 'power', isNumber: true },
    { says: 'leaks injected', isNumber: true },
  ];
  return {
    id: 'unseen',
    title: 'Too small to see',
    content: html`${factList(proofFacts(result).filter(({ label }) => label !== 'Bound'))}
${dataTable('Measured by leaks that were put into clean thumbnails on purpose', columns, rows)}
<details><summary>Every kind of leak that was tried</summary>${leakTable(result)}</details>`,
  };
}

function leakTable({ sensitivity }: Result): Markup {
  const rows = sensitivity.flatMap(({ recipe, stratum, leaks, blends }) =>
    [...leaks, ...blends].map(({ what, share, injected, noticed, rateMin }: Detection) => ({
      cells: [
        `${recipe}, ${stratum}`,
        what,
        percent(share),
        `${countOf(noticed)} of ${countOf(injected)}`,
        percent(rateMin),
      ],
    })),
  );
  const columns = [
    { says: 'thumbnails' },
    { says: 'leak' },
    { says: 'share', isNumber: true },
    { says: 'noticed', isNumber: true },
    { says: 'at least', isNumber: true },
  ];
  return dataTable('How many of the leaks were noticed, and the lower limit of the chance', columns, rows);
}

/** How it behaved alone, and what was therefore not asked. */
export function profileMarkup({ profile, narrowed, recipesNarrowed }: Result): Markup {
  const more = narrowed.filter((says) => !recipesNarrowed.includes(says));
  return html`${profile.length === 0 ? null : html`<h3>Alone, before the load, it</h3>${bullets(profile)}`}
${more.length === 0 ? null : html`<h3>Therefore not asked of it</h3>${bullets(more)}`}`;
}
