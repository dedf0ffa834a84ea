// The run itself: what ended the thumbnailer, what was asked, what became of it, where its files lie, and
// what to do next.

import { counted } from '../../model/figures.ts';
import type { Result } from '../../model/verdict.ts';
import { adviceFor, incidentsSay, surroundingFacts } from '../ending-facts.ts';
import { countFacts } from '../evidence-facts.ts';
import { bullets, factList } from './facts.ts';
import { html, prose } from './markup.ts';
import type { Section } from './section.ts';
import { profileMarkup } from './strata-section.ts';

/** Crashes and their like; null without any. */
export function incidentsSection(result: Result): Section | null {
  if (result.incidents.length === 0) return null;
  return {
    id: 'incidents',
    title: counted(result.incidents.length, 'incident'),
    content: bullets(incidentsSay(result)),
  };
}

export function runSection(result: Result): Section {
  const { folder, workspaceKept } = result;
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
    content: html`${factList([...counts, ...surroundingFacts(result), ...files])}
${profileMarkup(result)}
<h3>Next</h3><p>${prose(adviceFor(result))}</p>`,
  };
}
