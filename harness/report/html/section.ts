// A part of the page that can be found: by its heading, by a link at the top, and by a screen reader.

import { html, type Markup } from './markup.ts';

export type Section = { readonly id: string; readonly title: string; readonly content: Markup };

export function sectionMarkup({ id, title, content }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}
</section>
`;
}

/** Links to them all, for a page that is longer than a screen. */
export function contentsMarkup(sections: readonly Section[]): Markup {
  const links = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav class="contents" aria-label="On this page"><ul>${links}</ul></nav>`;
}
