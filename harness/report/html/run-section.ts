// The run itself: what was asked, what became of it, what it met with, and where its files lie.

import { counted } from '../../model/figures.ts';
import type { Result } from '../../model/verdict.ts';
import { incidentsSay, surroundingFacts } from '../ending-facts.ts';
import { countFacts } from '../evidence-facts.ts';
import { bullets, factList } from './facts.ts';
import { html } from './markup.ts';
import type { Section } from './section.ts';
import { profileMarkup } from './strata-section.ts';

export function runSection(result: Result): Section {
  const { incidents, folder, workspaceKept } = result;
  const files = [
    { label: 'Files', says: folder },
    ...(workspaceKept === null
      ? []
      : [{ label: 'Workspace', says: `${workspaceKept} (kept, with every photo of the run)` }]),
  ];
  // What was covered stands with the strata.
  const counts = countFacts(result).filter(({ label }) => label !== 'Covered');
  return {
    id: 'run',
    title: 'The run',
    content: html`${incidents.length === 0 ? null : html`<h3 class="bad">${counted(incidents.length, 'incident')}</h3>${bullets(incidentsSay(result))}<h3>Counts</h3>`}
${factList([...counts, ...surroundingFacts(result), ...files])}
${profileMarkup(result)}`,
  };
}
