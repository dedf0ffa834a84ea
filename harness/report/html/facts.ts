// Labels and what there is to say of each, set as a list that a screen reader can walk.

import type { Fact } from '../fact.ts';
import { html, type Markup, prose } from './markup.ts';

/** Nothing where there are none. A label that goes on from the one before is empty. */
export function factList(facts: readonly Fact[]): Markup {
  if (facts.length === 0) return html``;
  return html`<dl class="facts">${facts.map(rowOf)}</dl>`;
}

function rowOf({ label, says, items = [] }: Fact): Markup {
  const more = items.map((item) => html`<li>${item.lead}: ${prose(item.says)}</li>`);
  const list =
    more.length === 0
      ? null
      : html`<details><summary>All ${items.length}</summary><ul class="items">${more}</ul></details>`;
  return html`${label === '' ? null : html`<dt>${capital(label)}</dt>`}<dd>${prose(says)}${list}</dd>`;
}

/** Sentences, one a line. */
export function bullets(sentences: readonly string[]): Markup {
  return sentences.length === 0 ? html`` : html`<ul>${sentences.map((says) => html`<li>${prose(says)}</li>`)}</ul>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Rows of a table; `columns` begin with that of the row's heading. Columns of numbers are set to the right. */
export function dataTable(
  caption: string,
  columns: readonly { readonly says: string; readonly isNumber?: boolean }[],
  rows: readonly { readonly cells: readonly (string | Markup)[]; readonly isQuiet?: boolean }[],
): Markup {
  const cellClass = (index: number) => (columns[index]?.isNumber === true ? html` class="number"` : null);
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<caption>${prose(caption)}</caption>
<thead><tr>${columns.map(({ says }, index) => html`<th scope="col"${cellClass(index)}>${says}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ cells, isQuiet }) =>
      html`<tr${isQuiet === true ? html` class="uncovered"` : null}>${cells.map((cell, index) =>
        index === 0 ? html`<th scope="row">${cell}</th>` : html`<td${cellClass(index)}>${cell}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}
