// A module adapter may answer anything; each wrong answer has to come back as one told-apart event of a living process.

import { describe, expect, it } from 'vitest';
import { deliveries, testBench, toldOf } from './bench.ts';
import { fixtureAdapter } from './patient-adapters.ts';

describe('the process of a module adapter', () => {
  it('lives on after thumbnails() threw', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('throws'));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('trigger'), await bench.job('b')])).toEqual([
      'a',
      'faulted: cannot open the shutter',
    ]);
    expect(await toldOf(instance, [await bench.job('c')])).toEqual(['c']);
  });

  it.each([
    ['number', 'Expected an answer { key, kind, bytes | reason }, got 42.'],
    ['nothing', 'Expected thumbnails() to give an array of answers or an AsyncIterable, got an object {  }.'],
    ['no-key', "Expected the answer's key to be a string, got undefined."],
    ['odd-kind', "Expected the answer for odd-kind to be of kind 'thumbnail' or 'refused', got \"done\"."],
    ['text-bytes', 'Expected the bytes of the thumbnail for text-bytes to be a Uint8Array, got "pixels".'],
  ])('is faulted for an answer that is none: %s', async (name, complaint) => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('wrong-answers'));
    expect(await toldOf(instance, [await bench.job(name)])).toEqual([`faulted: ${complaint}`]);
  });

  it('is faulted for a thumbnail beyond the limit, which never crosses', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('answers-hugely', { maxAnswerBytes: 1_000_000 }));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('trigger')])).toEqual([
      'a',
      'faulted: The thumbnail for trigger is too large: 2000000 bytes, at most 1000000 are taken.',
    ]);
  });

  it('is found out when it writes into a delivered buffer, and what was delivered stays as it was', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('reuses-a-buffer'));
    const given = await deliveries(instance, [await bench.job('a'), await bench.job('b')]);
    expect(given.map((delivery) => (delivery.kind === 'thumbnail' ? delivery.bytes[0] : delivery.kind))).toEqual([
      1, 2,
    ]);
    const { mutations } = await instance.close();
    expect(mutations.map(({ key }) => key)).toEqual(['a']);
    expect(mutations[0]?.before).not.toBe(mutations[0]?.after);
  });
});
