import { describe, expect, it } from 'vitest';
import { conditionOf, type Examined } from '../../harness/gate/condition.ts';
import { sensitivity } from '../literals/sensitivity.ts';

const SOUND: Examined = {
  findings: [],
  incidents: [],
  unreadable: [],
  sensitivity: [sensitivity({ area: 0.001, blend: 0.02 }), sensitivity({ area: 0.0039, blend: 0.01 })],
  checks: [{ passed: true }, { passed: true }],
  interrupted: false,
};
const UNREADABLE = { recipe: '64x64 cover jpeg', stratum: 'fresh', why: 'blurred' } as const;

describe('the condition of a thumbnailer', () => {
  it('is sound when every kind of thumbnail can be judged, and says how well the worst of them can', () => {
    expect(conditionOf(SOUND)).toEqual({
      exitCode: 0,
      why: 'Every kind of thumbnail can be judged: a leak of 0.39 % of the area or a blend of 2 % would be seen in each of them.',
    });
  });

  it('promises nothing of blends where one kind of several hides them', () => {
    const { why } = conditionOf({ ...SOUND, sensitivity: [sensitivity({ blend: 1 }), sensitivity({ blend: 0.02 })] });
    expect(why).toBe(
      'Every kind of thumbnail can be judged: a leak of 0.39 % of the area would be seen in each of them.',
    );
  });

  it.each<[string, Partial<Examined>, number, string]>([
    ['a finding alone', { findings: ['Swapped.'] }, 1, 'It is wrong even alone (1 finding): Swapped.'],
    [
      'an incident',
      { incidents: [{ incident: 'crashed', detail: 'exit code 1' }] },
      4,
      'It could not be examined: crashed: exit code 1',
    ],
    [
      'a failed check',
      { checks: [{ passed: true }, { passed: false }] },
      5,
      '1 of 2 checks of thumbproof itself failed on this machine, so nothing was asked of the thumbnailer.',
    ],
    ['an interruption', { interrupted: true }, 130, 'Interrupted before it was examined.'],
    [
      'a kind that cannot be read',
      { unreadable: [UNREADABLE] },
      3,
      '1 of 3 kinds of thumbnail cannot be read, so a gate would say nothing about them.',
    ],
    [
      'nothing made at all',
      { sensitivity: [] },
      3,
      'It made nothing of any recipe that was asked for, so there is nothing to judge.',
    ],
  ])('with %s has the exit code of the contract', (_, about, exitCode, why) => {
    expect(conditionOf({ ...SOUND, ...about })).toEqual({ exitCode, why });
  });

  it('is the gravest of several', () => {
    const all = {
      ...SOUND,
      checks: [{ passed: false }],
      unreadable: [UNREADABLE],
      interrupted: true,
      incidents: [{ incident: 'hung', detail: '' }],
    };
    expect(conditionOf({ ...all, findings: ['x'] }).exitCode).toBe(1);
    expect(conditionOf(all).exitCode).toBe(4);
    expect(conditionOf({ ...all, incidents: [] }).exitCode).toBe(5);
    expect(conditionOf({ ...all, incidents: [], checks: [] }).exitCode).toBe(130);
  });
});
