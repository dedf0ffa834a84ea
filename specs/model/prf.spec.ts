import { describe, expect, it } from 'vitest';
import { pseudoRandomFraction, pseudoRandomWords } from '../../harness/model/prf.ts';

describe('pseudoRandomWords', () => {
  // First seen on Node 20: any other stream would make the seeds of earlier runs mean something else.
  it('is the same stream on every machine', () => {
    const next = pseudoRandomWords('thumbproof');
    expect([next(), next(), next(), next()]).toEqual([1607393461, 4075940274, 1136187932, 711308104]);
  });

  it('sets each of the 32 bits half of the time', () => {
    const next = pseudoRandomWords('bits');
    const counts = Array.from({ length: 32 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const word = next();
      counts.forEach((count, bit) => (counts[bit] = count + ((word >>> bit) & 1)));
    }
    for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(250);
  });

  it('changes half of its bits with any character of the key, and never meets another stream', () => {
    const firstWords = new Set<number>();
    for (let i = 0; i < 20_000; i++) firstWords.add(pseudoRandomWords(`key|${i}`)());
    // Of 20 000 random words of 32 bits 0.05 pairs coincide by chance.
    expect(firstWords.size).toBeGreaterThan(19_996);
    let changed = 0;
    for (let i = 0; i < 1000; i++) {
      let difference = pseudoRandomWords(`a${i}b`)() ^ pseudoRandomWords(`a${i}c`)();
      for (; difference !== 0; difference &= difference - 1) changed++;
    }
    expect(Math.abs(changed / 1000 - 16)).toBeLessThan(0.6);
  });
});

describe('pseudoRandomFraction', () => {
  it('is spread evenly over 0 to 1', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(10 * pseudoRandomFraction(`sample|7|ask-${i}`));
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
