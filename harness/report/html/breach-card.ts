// One breach, whole: whose thumbnail, whose pixels, the pictures beside each other with the regions outlined, and where
// the bytes lie.

import { BREACH_WORDS } from '../../model/breach-words.ts';
import { counted, percent } from '../../model/figures.ts';
import type { Breach, Donor, NamedPhoto } from '../../model/verdict.ts';
import { isBesidePixels, whereaboutsFacts } from '../breach-facts.ts';
import { breachFigures } from './breach-figures.ts';
import { factList } from './facts.ts';
import { html, type Markup, name } from './markup.ts';
import { stepTable } from './step-table.ts';
import type { BreachPictures } from './pictures.ts';

/** `number` counts from 1 over all breaches of the page, and is part of the id: `breach-7`. */
export function breachCard(breach: Breach, number: number, pictures: BreachPictures | undefined): Markup {
  return html`<article class="breach" id="breach-${number}" tabindex="-1" aria-labelledby="breach-${number}-title">
<h4 id="breach-${number}-title"><span class="headline">${headline(breach)}</span> <span class="tag ${breach.severity}">${breach.severity}</span></h4>
${pictures === undefined ? null : breachFigures(breach, pictures)}
${factList(whereaboutsFacts(breach))}
${orderMarkup(breach, number)}
${evidenceMarkup(breach, pictures)}
</article>
`;
}

function headline(breach: Breach): Markup {
  const { victim, donors, kind } = breach;
  if (victim.photo === '' && victim.owner === '') return html`An answer that is ${BREACH_WORDS[kind]}`;
  const [donor] = donors;
  // In which form and as which recipe stands above, with all that are alike.
  const whose = photo(victim);
  if (donor === undefined) return html`${whose} is ${BREACH_WORDS[kind]}`;
  const more = donors.length > 1 ? html`, and ${donors.length - 1} more` : null;
  return isBesidePixels(kind)
    ? html`${whose} carries metadata of ${photo(donor)}${more}`
    : html`${whose} shows ${photo(donor)} on ${percent(donor.share)} of its area${more}`;
}

function photo(of: NamedPhoto & Pick<Partial<Donor>, 'frame'>): Markup {
  const version = of.version > 1 ? ` (version ${of.version})` : '';
  const frame = of.frame === undefined ? '' : ` (picture ${of.frame} of its animation)`;
  return html`${name(of.photo)} in album ${name(of.album)} of ${name(of.owner)}${version}${frame}`;
}

/** What was let go on in which order, where that was ours to say. */
function orderMarkup({ interleaving }: Breach, number: number): Markup | null {
  if (interleaving === undefined || interleaving.length === 0) return null;
  const steps = counted(interleaving.length, 'step');
  return html`<details><summary>The order it came in, ${steps}</summary>${stepTable(`What was let go on before breach ${number}`, interleaving)}</details>`;
}

/** A link only where it leads into the run's folder, beside which the page lies. */
function evidenceMarkup({ evidence, id }: Breach, pictures: BreachPictures | undefined): Markup {
  if (evidence === null) return html`<p class="quiet">Breach ${id}; its evidence was not kept.</p>`;
  const where = /^evidence\/[\w-]+$/.test(evidence) ? html`<a href="${evidence}/">${evidence}</a>` : html`${evidence}`;
  return html`<p class="quiet">Breach ${id}, its evidence in ${where}${pictures === undefined ? '; its pictures are not in this page' : null}</p>`;
}
