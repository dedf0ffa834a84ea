// What becomes of a doubt once the same photo was asked for alone, where that helps and where it does not.

import { describe, expect, it } from 'vitest';
import { alone, court, encoded, own } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { observed } from './thumbnails-made-alone.ts';

const JUNK = Uint8Array.of(1, 2, 3);
/** Photo 10 with a small part of photo 3. */
const leaked = await encoded(
  mosaic(await observed(own(10)), await observed(own(3)), { x: 40, y: 40, width: 10, height: 10 }),
);

describe('a doubt', () => {
  it('stands or falls by what the picture shows, where nothing that came alone can be decoded', async () => {
    const { answer, judge, doubtOf, counts } = court();
    await answer('a10', leaked);
    expect(await judge.settleDoubt(doubtOf('a10'), alone(JUNK))).toBeNull();
    expect(counts).toMatchObject({ verified: 1, unreadable: 0 });
    await answer('a3', JUNK);
    expect(await judge.settleDoubt(doubtOf('a3'), alone(Uint8Array.of(4, 5, 6)))).toBeNull();
    expect(counts).toMatchObject({ verified: 1, unreadable: 1 });
  });

  it('about a photo that was verified before counts as a repeat', async () => {
    const { answer, judge, doubtOf, counts } = court();
    await answer('a3', own(3));
    await answer('b3', JUNK);
    await judge.settleDoubt(doubtOf('b3'), { kind: 'refused', reason: 'no' });
    expect(counts).toMatchObject({ verified: 1, unreadable: 0, repeats: 1 });
  });

  it('keeps the bytes that cannot be decoded, though alone they could', async () => {
    const { answer, judge, doubtOf } = court();
    await answer('a3', JUNK);
    const finding = await judge.settleDoubt(doubtOf('a3'), alone(own(3)));
    expect(finding?.bytes).toEqual(JUNK);
  });
});
