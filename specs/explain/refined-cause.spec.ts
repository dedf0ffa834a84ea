import { describe, expect, it } from 'vitest';
import { diagnose } from '../../harness/explain/diagnosis.ts';
import { refined } from '../../harness/explain/refined-cause.ts';
import type { Experimented, ExperimentKind } from '../../harness/model/reproduction.ts';
import { many, mixup } from '../literals/mixups.ts';

const told = (kind: ExperimentKind, failed: number, of: number, p: number): Experimented => ({
  kind,
  changed: kind,
  failed,
  of,
  p,
});
const CURED_BY_NAMES = told('names', 0, 10, 0.001);
const NOT_BY_NAMES = told('names', 9, 10, 0.9);

describe('experiments', () => {
  it('put first what needs the thing that they took away', () => {
    expect(refined(['A2', 'C1', 'D1'], [CURED_BY_NAMES])).toEqual({
      classes: ['C1', 'A2', 'D1'],
      isConfirmed: true,
      isContradicted: false,
    });
  });

  it('put last what fails without it as often', () => {
    expect(refined(['C1', 'C3', 'B4'], [NOT_BY_NAMES]).classes).toEqual(['B4', 'C1', 'C3']);
    expect(refined(['C1', 'C3'], [NOT_BY_NAMES])).toMatchObject({ isContradicted: true, isConfirmed: false });
  });

  it('add what no pattern showed', () => {
    expect(refined(['D4'], [CURED_BY_NAMES]).classes).toEqual(['D4', 'C1', 'C3']);
  });

  it('say nothing by a difference that luck makes, nor by one failure', () => {
    const classes = ['C1', 'D4'];
    for (const experiment of [told('names', 0, 4, 0.2), told('names', 1, 10, 0.9), told('names', 4, 10, 0.1)])
      expect(refined(classes, [experiment])).toEqual({ classes, isConfirmed: false, isContradicted: false });
  });

  it('say nothing of classes by what none of them is known to need', () => {
    expect(refined(['C1', 'D4'], [told('sizes', 0, 50, 0.0001)]).classes).toEqual(['C1', 'D4']);
  });

  it('make a diagnosis sure, or less sure', () => {
    const pairs = many(5, (i) => mixup(`p${i}`, `q${i}`, {}, ['IMG_1.jpg', 'IMG_1.png']));
    const of = (experiments: readonly Experimented[]) => diagnose(pairs, { archivedShare: 0, experiments });
    expect(of([])).toMatchObject({ classes: ['C1', 'C3'], confidence: 'high' });
    expect(of([NOT_BY_NAMES])).toMatchObject({ confidence: 'low', experiments: [NOT_BY_NAMES] });
    const [one] = pairs;
    const alone = one === undefined ? [] : [{ ...one, queueDistance: null }];
    expect(diagnose(alone, { archivedShare: 0 })?.confidence).toBe('low');
    expect(diagnose(alone, { archivedShare: 0, experiments: [CURED_BY_NAMES] })?.confidence).toBe('high');
  });
});
