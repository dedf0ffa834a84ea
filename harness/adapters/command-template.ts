// A command line the user typed once is filled in for every photo. Names are hostile (spaces, quotes, `;`), so the
// template is split into arguments before anything is filled in, and no shell ever sees a name.

import type { Told } from '../model/adapter.ts';
import { complaintAbout, fillIn, JOB_PLACEHOLDERS, toldBy } from './placeholders.ts';
import { splitWords, type Words } from './split-words.ts';

export const PLACEHOLDERS = ['input', 'output', ...JOB_PLACEHOLDERS] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export type CommandTemplate = {
  readonly kind: 'template';
  /** The program, then its arguments, placeholders still in them. */
  readonly words: Words;
  readonly told: Told;
};

/** Splits and checks a template. `invalid` says what was expected, what came and what to do. */
export function parseTemplate(
  template: string,
): CommandTemplate | { readonly kind: 'invalid'; readonly detail: string } {
  const split = splitWords(template);
  if (typeof split === 'string') return { kind: 'invalid', detail: `${split} Command: ${template}` };
  const [program, ...args] = split;
  if (program === undefined || program === '') {
    return {
      kind: 'invalid',
      detail: 'Expected a command such as "vipsthumbnail {input} -s {width}x{height} -o {output}", got an empty one.',
    };
  }
  const complaint = complaintAbout(template, PLACEHOLDERS, ['input', 'output'], 'command');
  if (complaint !== null) return { kind: 'invalid', detail: complaint };
  // The format is always told: {output} ends in it.
  return { kind: 'template', words: [program, ...args], told: toldBy(template, true) };
}

/** The words with every placeholder replaced; a value is never split, nor searched for placeholders again. */
export function fillTemplate(words: readonly string[], values: Readonly<Record<Placeholder, string>>): string[] {
  return words.map((word) => fillIn(word, values));
}
