// Who leaked to whom: whose pixels, in whose thumbnails. The owners that matter most are a matrix; all that is known is a list.

import { countOf, counted } from '../../model/figures.ts';
import type { ExposureCell } from '../../model/exposure.ts';
import type { Result } from '../../model/verdict.ts';
import { exposureSays } from '../exposure-text.ts';
import { dataTable } from './facts.ts';
import { html, type Markup, name, prose } from './markup.ts';
import type { Section } from './section.ts';

const SIDE_MAX = 20;
const HEATS = 4;

/** Null where nothing crossed from owner to owner. */
export function matrixSection({ exposure }: Result): Section | null {
  const says = exposureSays(exposure);
  if (says === null) return null;
  const { cells, cellsUnlisted } = exposure;
  const matrix = cells.length === 0 ? null : matrixOf(cells);
  const unlisted =
    cellsUnlisted > 0 ? html`<p>${counted(cellsUnlisted, 'more pair')} of owners: see history.ndjson.</p>` : null;
  return {
    id: 'exposure',
    title: 'Who leaked to whom',
    content: html`<p>${prose(says)}</p>${matrix}${unlisted}`,
  };
}

function matrixOf(cells: readonly ExposureCell[]): Markup {
  const exposed = mostOf(cells, ({ exposed: owner }) => owner);
  const receivers = mostOf(cells, ({ receiver }) => receiver);
  const [rows, columns] = [exposed.slice(0, SIDE_MAX), receivers.slice(0, SIDE_MAX)];
  const counts = new Map(cells.map((cell) => [keyOf(cell.exposed, cell.receiver), cell.thumbnails]));
  const most = Math.max(1, ...cells.map(({ thumbnails }) => thumbnails));
  const hidden = exposed.length - rows.length + (receivers.length - columns.length);
  const caption = `Thumbnails, by the owner whose photo was shown (rows) and the owner in whose thumbnail (columns)${hidden > 0 ? `; the ${SIDE_MAX} with the most of each` : ''}`;
  const cellOf = (row: string, column: string) => {
    const count = counts.get(keyOf(row, column)) ?? 0;
    if (count === 0) return html`<td${row === column ? html` class="own"` : null}></td>`;
    return html`<td class="heat-${Math.ceil((count / most) * HEATS)}">${countOf(count)}</td>`;
  };
  const body = rows.map(
    ({ owner, thumbnails }) =>
      html`<tr><th scope="row">${name(owner)}</th>${columns.map((column) => cellOf(owner, column.owner))}<td class="sum">${countOf(thumbnails)}</td></tr>`,
  );
  const list = cells.map((cell) => ({
    cells: [
      html`<span class="name">${name(cell.exposed)}</span>`,
      html`<span class="name">${name(cell.receiver)}</span>`,
      countOf(cell.thumbnails),
    ],
  }));
  return html`<div class="scroll" role="group" aria-label="Who leaked to whom" tabindex="0"><table class="matrix">
<caption>${caption}</caption>
<thead><tr><td>photo of ↓<br>shown to →</td>${columns.map(({ owner }) => html`<th scope="col" class="to"><span>${name(owner)}</span></th>`)}<th scope="col" class="sum">all</th></tr></thead>
<tbody>${body}</tbody></table></div>
<details><summary>The same as a list of ${counted(cells.length, 'pair')}</summary>${dataTable(
    'Whose photo was shown to whom, most thumbnails first',
    [{ says: 'whose' }, { says: 'shown to' }, { says: 'thumbnails', isNumber: true }],
    list,
  )}</details>`;
}

type Owner = { readonly owner: string; readonly thumbnails: number };

function mostOf(cells: readonly ExposureCell[], ownerOf: (cell: ExposureCell) => string): readonly Owner[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(ownerOf(cell), (sums.get(ownerOf(cell)) ?? 0) + cell.thumbnails);
  return [...sums]
    .map(([owner, thumbnails]) => ({ owner, thumbnails }))
    .toSorted((one, other) => other.thumbnails - one.thumbnails);
}

function keyOf(exposed: string, receiver: string): string {
  return JSON.stringify([exposed, receiver]);
}
