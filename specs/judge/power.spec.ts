import { describe, expect, it } from 'vitest';
import { readOwnership } from '../../harness/judge/ownership.ts';
import { LEAKS, LINES, measurePower, type Leak } from '../../harness/judge/power.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../../harness/model/reference-leak.ts';
import { mosaic, randomNumbers } from './foreign-pixels.ts';
import { paintedSamples } from './painted-samples.ts';
import { habit, painter } from './thumbnails-made-alone.ts';

const REFERENCE: Leak = { widthPx: REFERENCE_LEAK_SIDE_PX, heightPx: REFERENCE_LEAK_SIDE_PX };

describe('measurePower', () => {
  it.each([
    ['JPEG', habit()],
    ['JPEG of quality 50', habit({ quality: 50 })],
    ['WebP', habit({ format: 'webp' })],
  ])('finds that 99 in 100 reference leaks into a 128 px %s are noticed', async (_, way) => {
    const { profile, painted } = await paintedSamples(way);
    const [power] = measurePower(
      painter,
      painted,
      profile,
      [{ leak: REFERENCE, count: 1000 }],
      randomNumbers('reference'),
    );
    expect(power).toMatchObject({ leak: REFERENCE, injected: 1000 });
    expect(power?.noticed).toBeGreaterThanOrEqual(990);
  });

  it('finds that one row or one column of another photo is noticed', async () => {
    const { profile, painted } = await paintedSamples(habit());
    const lines = LINES.map((leak) => ({ leak, count: 400 }));
    for (const { leak, injected, noticed } of measurePower(painter, painted, profile, lines, randomNumbers('lines')))
      expect([leak, injected, noticed]).toEqual([leak, 400, 400]);
  });

  it('says of each single leak what a full reading of the leaked thumbnail says', async () => {
    const way = habit({ quality: 50 });
    const { profile, painted } = await paintedSamples(way);
    const next = randomNumbers('agreement');
    const leaks: readonly Leak[] = [
      { widthPx: 4, heightPx: 1 },
      { widthPx: 4, heightPx: 4 },
      { widthPx: 6, heightPx: 6 },
      REFERENCE,
    ];
    const tally = { agreed: 0, onlyByShortcut: 0, onlyByReading: 0 };
    for (let i = 0; i < 400; i++) {
      const [victim, donor] = [painted[i % 24], painted[(i + 1 + Math.floor(next() * 23)) % 24]];
      const leak = leaks[i % leaks.length];
      if (victim === undefined || donor === undefined || leak === undefined || victim === donor) continue;
      // With two samples the first is the first victim, and the numbers drawn are: which donor, how far left, how far down.
      const [left, top] = [next(), next()];
      const drawn = [0, left, top];
      const [power] = measurePower(painter, [victim, donor], profile, [{ leak, count: 1 }], () => drawn.shift() ?? 0);
      const region = {
        x: Math.floor(left * (129 - leak.widthPx)),
        y: Math.floor(top * (129 - leak.heightPx)),
        width: leak.widthPx,
        height: leak.heightPx,
      };
      const leaked = mosaic(victim.sample.observation, donor.sample.observation, region);
      const byReading = readOwnership(painter, leaked, victim.shown, way.recipe, profile).kind !== 'own';
      const byShortcut = power?.noticed === 1;
      if (byReading === byShortcut) tally.agreed++;
      else if (byShortcut) tally.onlyByShortcut++;
      else tally.onlyByReading++;
    }
    expect(tally.onlyByShortcut).toBeLessThanOrEqual(4);
    expect(tally.onlyByReading).toBeLessThanOrEqual(4);
    expect(tally.agreed).toBeGreaterThanOrEqual(380);
  });

  it('finds larger leaks at least as often as smaller ones, give or take chance', async () => {
    const { profile, painted } = await paintedSamples(habit());
    const powers = measurePower(
      painter,
      painted,
      profile,
      LEAKS.map((leak) => ({ leak, count: 200 })),
      randomNumbers('sizes'),
    );
    for (const [i, { noticed }] of powers.entries())
      expect(noticed).toBeGreaterThanOrEqual((powers[i - 1]?.noticed ?? 0) - 6);
  });

  it('injects nothing where there is no other photo to leak', async () => {
    const { profile, painted } = await paintedSamples(habit());
    const leaks = [{ leak: REFERENCE, count: 10 }];
    const nothing = [{ leak: REFERENCE, injected: 0, noticed: 0 }];
    expect(measurePower(painter, painted.slice(0, 1), profile, leaks, randomNumbers('one'))).toEqual(nothing);
    const [first] = painted;
    const twins = first === undefined ? [] : [first, first];
    expect(measurePower(painter, twins, profile, leaks, randomNumbers('twins'))).toEqual(nothing);
  });
});
