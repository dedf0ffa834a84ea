// An order of events, a row a step.

import type { InterleavingStep } from '../../model/interleaving.ts';
import { dataTable } from './facts.ts';
import type { Markup } from './markup.ts';

const COLUMNS = [{ says: 'step' }, { says: 'batch', isNumber: true }, { says: 'who' }, { says: 'what came' }];

export function stepTable(caption: string, steps: readonly InterleavingStep[]): Markup {
  const rows = steps.map(({ batch, who, what }, index) => ({ cells: [String(index + 1), String(batch), who, what] }));
  return dataTable(caption, COLUMNS, rows);
}
