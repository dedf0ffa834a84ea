// Ten thousand breaches are mostly a few that are alike: they are grouped by oracle, kind and stratum, gravest first, and
// told fifty at a time. Later pages lie in the file as text, and become elements only when somebody turns to them.

import { breachGravity } from '../../model/breach-words.ts';
import { countOf, counted } from '../../model/figures.ts';
import type { Breach, Result } from '../../model/verdict.ts';
import { alikeSay } from '../breach-facts.ts';
import { breachCard } from './breach-card.ts';
import { dataOf, html, type Markup, sourceOf } from './markup.ts';
import type { Pictures } from './pictures.ts';
import type { Section } from './section.ts';

const PAGE_BREACHES = 50;
const GROUPS_LISTED = 40;

/** `number` counts breaches from 1, in the order of the pages. */
type Listed = { readonly breach: Breach; readonly number: number; readonly group: Group };
type Group = {
  readonly id: string;
  readonly title: string;
  readonly breaches: readonly Breach[];
  readonly from: number;
};

export type Breaches = {
  /** Null where there are none. */
  readonly section: Section | null;
  /** To the breach of an id; the id alone where it is not on the page. */
  readonly link: (breachId: string) => Markup;
};

export function breachesOf(result: Result, pictures: Pictures): Breaches {
  const { breaches, breachesUnlisted } = result;
  const groups = groupsOf(breaches);
  const listed = groups.flatMap((group) =>
    group.breaches.map((breach, index): Listed => ({ breach, number: group.from + index, group })),
  );
  const numbers = new Map(listed.map(({ breach, number }) => [breach.id, number]));
  const link = (breachId: string) => {
    const number = numbers.get(breachId);
    return number === undefined ? html`${breachId}` : linkTo(`breach-${number}`, number, breachId);
  };
  if (breaches.length === 0) return { section: null, link };
  const pages = chunks(listed, PAGE_BREACHES).map((page) => pageMarkup(page, pictures));
  const [first = html``, ...later] = pages;
  const unlisted =
    breachesUnlisted > 0
      ? html`<p>${counted(breachesUnlisted, 'more breach', 'more breaches')} beyond those listed; see history.ndjson.</p>`
      : null;
  const content = html`${picturesSay(listed, pictures)}${unlisted}${groupTable(groups)}
${later.length === 0 ? null : html`${pager('top', pages.length)}<p role="status" class="unseen" id="page-said"></p><p class="without-script">The first ${PAGE_BREACHES} of ${countOf(breaches.length)} are shown; the others need JavaScript here, and are all in result.json.</p>`}
<div id="breach-page" tabindex="-1" aria-label="Breaches" role="region">${first}</div>
${later.length === 0 ? null : pager('bottom', pages.length)}
${later.map((page) => html`<script type="application/json" data-breach-page>${dataOf(sourceOf(page))}</script>`)}`;
  return {
    section: { id: 'breaches', title: `Breaches (${countOf(breaches.length + breachesUnlisted)})`, content },
    link,
  };
}

function groupsOf(breaches: readonly Breach[]): readonly Group[] {
  const alike = new Map<string, Breach[]>();
  for (const breach of breaches) {
    const key = JSON.stringify([breach.oracle, breach.kind, breach.archived, breach.recipe]);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [breach]);
    else group.push(breach);
  }
  const ordered = [...alike.values()].map(gravestFirst).toSorted((one, other) => gravityOf(other) - gravityOf(one));
  let from = 1;
  return ordered.map((group, index) => {
    const placed = { id: `group-${index + 1}`, title: titleOf(group), breaches: group, from };
    from += group.length;
    return placed;
  });
}

function gravestFirst(group: readonly Breach[]): readonly Breach[] {
  return group.toSorted((one, other) => breachGravity(other) - breachGravity(one));
}

function gravityOf([gravest]: readonly Breach[]): number {
  return gravest === undefined ? 0 : breachGravity(gravest);
}

function titleOf(group: readonly Breach[]): string {
  const [first] = group;
  if (first === undefined) return '';
  return `${alikeSay(group.length, first)}: ${first.archived ? 'archived' : 'fresh'} photos as ${first.recipe}`;
}

function groupTable(groups: readonly Group[]): Markup | null {
  if (groups.length < 2) return null;
  const items = groups.slice(0, GROUPS_LISTED).map(({ id, title, from }) => html`<li>${linkTo(id, from, title)}</li>`);
  const more = groups.length - GROUPS_LISTED;
  return html`<nav aria-label="Kinds of breaches"><ul class="groups">${items}${more > 0 ? html`<li>and ${counted(more, 'more kind')}</li>` : null}</ul></nav>`;
}

/** Leads to another page first, where the target lies on one. */
function linkTo(id: string, number: number, text: string): Markup {
  return html`<a href="#${id}" data-page="${Math.ceil(number / PAGE_BREACHES)}">${text}</a>`;
}

function pageMarkup(page: readonly Listed[], pictures: Pictures): Markup {
  const parts = page.map(({ breach, number, group }, index) => {
    const begins = number === group.from;
    const heading =
      begins || index === 0
        ? html`<h3 class="group"${begins ? html` id="${group.id}" tabindex="-1"` : null}>${group.title}${begins ? null : ' (continued)'}</h3>`
        : null;
    return html`${heading}${breachCard(breach, number, pictures.get(breach.id))}`;
  });
  return html`${parts}`;
}

function pager(where: 'top' | 'bottom', pages: number): Markup {
  const choices = Array.from({ length: pages }, (_, index) => html`<option value="${index + 1}">${index + 1}</option>`);
  return html`<nav class="pager needs-script" aria-label="Pages of breaches, ${where}">
<button type="button" data-turn="back" aria-disabled="true">Previous</button>
<label>Page <select data-pages>${choices}</select> of ${countOf(pages)}</label>
<button type="button" data-turn="on" aria-disabled="false">Next</button></nav>`;
}

/** What is not here lies on the disk, and says so. */
function picturesSay(listed: readonly Listed[], pictures: Pictures): Markup | null {
  const shown = listed.filter(({ breach }) => pictures.has(breach.id)).length;
  if (shown === listed.length) return null;
  const kept = listed.filter(({ breach }) => breach.evidence !== null).length;
  const rest = kept > shown ? `; those of ${countOf(kept - shown)} more lie in the folders named below` : '';
  return html`<p>The pictures of ${countOf(shown)} of ${counted(listed.length, 'breach', 'breaches')} are in this page${rest}.</p>`;
}

function chunks<One>(all: readonly One[], size: number): readonly (readonly One[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
