// A broken file leaks by what differs between two askings; what comes every time is a habit, and never an alarm.

import { describe, expect, it } from 'vitest';
import { caseOf, halves, noise, whole } from './broken-files.ts';
import { alone, court, own } from './court.ts';

describe('a damaged photo of which a part is left', () => {
  it('leaks when its missing rows show another photo, which is named', async () => {
    const { answer, judge } = court();
    const finding = await answer('d0', await halves(await whole(0), own(4)));
    expect(finding?.breach).toMatchObject({
      oracle: 'containment',
      kind: 'torn',
      donors: [{ photo: expect.any(String), share: expect.closeTo(0.5, 1) }],
    });
    expect(judge.damaged()).toEqual([]);
  });

  it('leaks when its missing rows show something else each time', async () => {
    const trial = court();
    expect(await trial.answer('d0', await halves(await whole(0), await noise(3)))).toBeNull();
    expect(await trial.answer('e0', await halves(await whole(0), await noise(5)))).toBeNull();
    const finding = await trial.judge.settleDamaged(caseOf(trial, 0), alone(await halves(await whole(0), 128)));
    expect(finding?.breach).toMatchObject({ oracle: 'containment', kind: 'alien', severity: 'cross-owner' });
  });

  it('does not leak when the rest is grey each time, and is never verified', async () => {
    const trial = court();
    const grey = await halves(await whole(0), 128);
    await trial.answer('d0', grey);
    await trial.answer('e0', grey);
    expect(await trial.judge.settleDamaged(caseOf(trial, 0), alone(grey))).toBeNull();
    expect(trial.contained).toEqual([true]);
    expect(trial.counts).toMatchObject({ verified: 0, repeats: 0, unreadable: 0, mixups: 0 });
  });

  it('does not leak when it is shown whole one time and half grey another', async () => {
    const trial = court();
    await trial.answer('d0', await whole(0));
    await trial.answer('e0', await halves(await whole(0), 128));
    expect(await trial.judge.settleDamaged(caseOf(trial, 0), alone(await halves(await whole(0), 128)))).toBeNull();
    expect(trial.contained).toEqual([false]);
  });

  it('does not leak when it is refused one time and shown another', async () => {
    const trial = court();
    await trial.answer('d0', await halves(await whole(0), 128));
    expect(trial.judge.refused('e0', 0)).toBeNull();
    expect(await trial.judge.settleDamaged(caseOf(trial, 0), { kind: 'refused', reason: 'premature end' })).toBeNull();
    expect(trial.contained).toEqual([false]);
  });
});

describe('a source without a picture', () => {
  it('fabricates when it is answered with another picture each time', async () => {
    const trial = court();
    await trial.answer('d1', await noise(3));
    await trial.answer('e1', await noise(5));
    const finding = await trial.judge.settleDamaged(caseOf(trial, 1), { kind: 'refused', reason: 'no scan' });
    expect(finding?.breach).toMatchObject({ oracle: 'containment', kind: 'fabricated' });
  });

  it('may get one placeholder for all such sources, but not one of its own', async () => {
    const placeholder = await noise(3);
    const settled = async (second: Uint8Array) => {
      const trial = court();
      for (const key of ['d1', 'e1']) await trial.answer(key, placeholder);
      for (const key of ['d2', 'e2']) await trial.answer(key, second);
      const first = await trial.judge.settleDamaged(caseOf(trial, 1), alone(placeholder));
      return [first, await trial.judge.settleDamaged(caseOf(trial, 2), alone(second))];
    };
    expect(await settled(placeholder)).toEqual([null, null]);
    expect(await settled(await noise(5))).toMatchObject([null, { breach: { kind: 'fabricated' } }]);
  });

  it('shows a photo that it was never given: that photo is named', async () => {
    expect((await court().answer('d1', own(6)))?.breach).toMatchObject({ oracle: 'containment', kind: 'foreign' });
  });
});
