// Why it fails, as far as experiments could tell; the smallest thing that still fails; and the line that makes it fail again.

import type { Result } from '../../model/verdict.ts';
import { certificateSays, knownFacts } from '../counterexample-text.ts';
import { adviceSays, CAUSE_WORDS, experimentSays } from '../diagnosis-text.ts';
import { rerunOr } from '../ending-facts.ts';
import { orderSays } from '../interleaving-text.ts';
import { printable } from '../printable.ts';
import { commandLine } from './command-line.ts';
import { bullets, factList } from './facts.ts';
import { html, type Markup, prose } from './markup.ts';
import { stepTable } from './step-table.ts';
import type { Section } from './section.ts';

/** `rerun` repeats the whole run, `replay` the kept failure; each a whole command line, or absent. */
export type CommandLines = { readonly rerun?: string; readonly replay?: string };

/** The diagnosis and its certificate; null where there is neither. */
export function causeSection(result: Result): Section | null {
  const parts = [diagnosisMarkup(result), certificateMarkup(result), orderMarkup(result)].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : { id: 'cause', title: 'Why it fails', content: html`${parts}` };
}

/** How to see it again, and what became of what was seen before. */
export function againSection(result: Result, { rerun, replay }: CommandLines): Section {
  const known = knownFacts(result);
  return {
    id: 'again',
    title: 'See it again',
    content: html`${replay === undefined ? null : commandLine('replay-line', 'The failure alone, tried again:', replay)}
${commandLine('rerun-line', 'The whole run again, with the same seed:', rerunOr(rerun, result))}
${known.length === 0 ? null : html`<h3>Failures known before</h3>${factList(known)}`}`,
  };
}

function diagnosisMarkup({ diagnosis }: Result): Markup | null {
  if (diagnosis === null) return null;
  const { cause, classes, because, experiments, confidence } = diagnosis;
  const kinds = classes.length === 0 ? '' : ` (${classes.map((each) => printable(each)).join(', ')})`;
  return html`<h3>${CAUSE_WORDS[confidence]}</h3><p><strong>${prose(cause)}</strong>${kinds}</p>${bullets([...because, ...experiments.map(experimentSays), ...adviceSays(diagnosis)])}`;
}

function certificateMarkup({ counterexample, folder }: Result): Markup | null {
  if (counterexample === null) return null;
  return html`<h3>Smallest plan that fails</h3><p>${prose(certificateSays(counterexample))}</p>
<p class="quiet">Its plan: <code>${folder}/${counterexample.file}</code></p>`;
}

function orderMarkup({ interleavings }: Result): Markup | null {
  const smallest = interleavings?.smallest ?? null;
  if (smallest === null) return null;
  return html`<h3>Smallest order that fails</h3>${stepTable(`${orderSays(smallest)}.`, smallest.steps)}`;
}
