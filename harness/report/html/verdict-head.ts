// Whoever reads one sentence reads the right one: what the verdict is, of how many, and how sure.

import { countOf, counted, durationOf } from '../../model/figures.ts';
import type { Result } from '../../model/verdict.ts';
import { VERDICT_WORDS } from '../ending-facts.ts';
import { proofFacts } from '../evidence-facts.ts';
import { bullets } from './facts.ts';
import { html, type Markup, prose } from './markup.ts';

/** The verdict, its sentence, the bound, and what was not as it was asked. */
export function verdictHead(result: Result): Markup {
  const { verdict, why, thumbnailer, seed, timing, exitCode } = result;
  return html`<header>
<p class="word ${verdict}">${VERDICT_WORDS[verdict]}</p>
<h1>${prose(why)}</h1>
<p class="claim">${boundMarkup(result)}</p>
<p class="about">${thumbnailer}, seed ${seed}, ${durationOf(timing.wallMs)}, exit code ${exitCode}</p>
${narrowedNotice(result)}
${keyFigures(result)}
</header>
`;
}

function boundMarkup(result: Result): Markup {
  const bound = proofFacts(result).find(({ label }) => label === 'Bound');
  if (bound !== undefined) return html`Bound: ${prose(bound.says)}.`;
  return result.verdict === 'violated'
    ? html`No bound is claimed: what was seen is proof, and how often it happens is another question.`
    : html`No bound is claimed: nothing was verified that could carry one.`;
}

function narrowedNotice({ recipesNarrowed }: Result): Markup | null {
  return recipesNarrowed.length === 0
    ? null
    : html`<div class="notice"><p><strong>Not as asked</strong></p>${bullets(recipesNarrowed)}</div>`;
}

/** What a second look goes to. */
function keyFigures(result: Result): Markup {
  const breaches = result.breaches.length + result.breachesUnlisted;
  const figures: readonly (readonly [string, string, boolean?])[] = [
    ['verified', countOf(result.verified)],
    ['mix-ups', countOf(result.mixups), result.mixups > 0],
    ['breaches in all', countOf(breaches), breaches > 0],
    ['owners exposed', countOf(result.exposure.exposed), result.exposure.exposed > 0],
    ['unreadable', countOf(result.unreadable)],
    ['asked for', counted(result.requested, 'thumbnail')],
    ['in flight', counted(result.concurrency, 'job')],
  ];
  return html`<dl class="figures-of-run">${figures.map(
    ([label, value, isBad]) =>
      html`<div><dt>${label}</dt><dd${isBad === true ? html` class="bad"` : null}>${value}</dd></div>`,
  )}</dl>
`;
}
