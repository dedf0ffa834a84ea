// When victim and donor met: drawn for the eye, said in a sentence, and as rows for whoever reads rather than looks.

import { counted } from '../../model/figures.ts';
import type { Timeline } from '../../model/timeline.ts';
import type { Result } from '../../model/verdict.ts';
import { companyDrawing, courseDrawing, type Drawing, WIDTH_PX } from '../timeline-drawing.ts';
import { companySays, courseSays } from '../timeline-says.ts';
import { dataTable } from './facts.ts';
import { html, type Markup, prose, trusted } from './markup.ts';
import type { Section } from './section.ts';

/** `breachLink` leads to a breach on this page, by its id. Null where nothing was under load. */
export function timelineSection(
  { course, timelines }: Result,
  breachLink: (breachId: string) => Markup,
): Section | null {
  if (course.inFlight.length === 0 && timelines.length === 0) return null;
  const companies = timelines
    .filter(({ spans }) => spans.length > 0)
    .map((timeline, index) => companyMarkup(timeline, index, breachLink));
  const [first = null, ...others] = companies;
  const more =
    others.length === 0
      ? null
      : html`<details><summary>${counted(others.length, 'more batch', 'more batches')} with a breach</summary>${others}</details>`;
  return {
    id: 'timeline',
    title: 'Timeline',
    content: html`<h3>The whole run</h3><p>${prose(courseSays(course))}</p>
${svgOf('course', 'Jobs in flight over the whole run', courseSays(course), courseDrawing(course))}
${companies.length === 0 ? null : KEY}${first}${more}`,
  };
}

const KEY = html`<h3>Who was in flight with the victim</h3><p class="quiet"><span class="key k-victim"></span>victim<span class="key k-donor"></span>donor, where it is another batch<span class="key k-other"></span>others<span class="key k-during"></span>while the victim was in flight<span class="key k-both"></span>while both were; the arrow goes from the donor’s own to the wrong thumbnail</p>`;

function companyMarkup(timeline: Timeline, index: number, breachLink: (breachId: string) => Markup): Markup {
  const { batch, breach, spans, marks } = timeline;
  const says = companySays(timeline);
  const rows = spans.map((span) => ({
    cells: [
      String(span.batch),
      span.role === 'other' ? '' : span.role,
      secondsOf(span.fromMs),
      span.toMs === null ? '' : secondsOf(span.toMs),
      String(span.jobs),
      span.end,
    ],
  }));
  const columns = [
    { says: 'batch' },
    { says: 'role' },
    { says: 'from, s', isNumber: true },
    { says: 'to, s', isNumber: true },
    { says: 'jobs', isNumber: true },
    { says: 'end' },
  ];
  const meanwhile = marks.map(({ atMs, says: what }) => `${secondsOf(atMs)} s: ${what}`);
  return html`<h4>Batch ${batch}, of breach ${breachLink(breach)}</h4><p>${prose(says)}</p>
${svgOf(`company-${index + 1}`, `Batch ${batch} and what was in flight with it`, says, companyDrawing(timeline))}
<details><summary>${counted(spans.length, 'batch', 'batches')} as a table${meanwhile.length === 0 ? '' : `, and ${counted(meanwhile.length, 'event')}`}</summary>
${dataTable(`Batches in flight with batch ${batch}, in seconds since the run began`, columns, rows)}
${meanwhile.length === 0 ? null : html`<ul>${meanwhile.map((what) => html`<li>${what}</li>`)}</ul>`}</details>`;
}

function svgOf(id: string, title: string, says: string, { heightPx, elements }: Drawing): Markup {
  return html`<div class="scroll" role="group" aria-label="${title}" tabindex="0"><svg class="timeline" viewBox="0 0 ${WIDTH_PX} ${heightPx}" role="img" aria-labelledby="${id}-name ${id}-says"><title id="${id}-name">${title}</title><desc id="${id}-says">${says}</desc>
${trusted(elements)}
</svg></div>`;
}

function secondsOf(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
