// Weakened versions of what judge/ decides that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

const LIMIT = 'no measured number is the limit itself';
const TYPE = 'the type checker wants to be told; what would follow is the same';
const SPARES = 'it only spares work that would come to the same';

export const JUDGE: readonly Survivor[] = [
  {
    file: 'judge/embedded-picture.ts',
    line: "if (resemblance(bench, picture, victim) >= OWN_CORRELATION_MIN) return { kind: 'own' };",
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/embedded-picture.ts',
    line: 'if (correlation > (best?.correlation ?? DONOR_CORRELATION_MIN)) best = { photo, correlation };',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/embedded-picture.ts',
    line: 'const policies = photo.orientationExif === 1 ? POLICIES.slice(0, 1) : POLICIES;',
    mutators: ['ConditionalExpression', 'MethodExpression'],
    because: 'a photo that is stored upright looks the same under both policies: one only spares the other',
  },
  {
    file: 'judge/job-book.ts',
    line: 'for (let distance = 0; distance < order.length && near.size < count; distance++) {',
    mutators: ['EqualityOperator', 'ConditionalExpression'],
    because:
      'nobody stands so far away; and the guard within keeps to the count, so that this one only spares going on',
  },
  {
    file: 'judge/job-book.ts',
    line: 'for (const at of distance === 0 ? [position] : [position + distance, position - distance]) {',
    mutators: ['ConditionalExpression'],
    because: 'the job itself is its own neighbour once, however often it is added',
  },
  {
    file: 'judge/other-readings.ts',
    line: "return reading.kind !== 'misshapen' && reading.correlation >= MOSTLY_OWN_CORRELATION_MIN;",
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: `a picture of another shape has no correlation that could be large: ${TYPE}; and ${LIMIT}`,
  },
  {
    file: 'judge/other-readings.ts',
    line: 'if (entry.photo.orientationExif === 1) return false;',
    mutators: ['ConditionalExpression'],
    because: `turned or not, such a photo is the same, and not more like itself than alone: ${SPARES}`,
  },
  {
    file: 'judge/other-readings.ts',
    line: 'if (isMostlyOwn(bench, other, profile, seen)) return { entry: other, isNewer: version > entry.photo.version };',
    mutators: ['EqualityOperator'],
    because: 'the version that was asked for was left out before',
  },
  {
    file: 'judge/sample-pairs.ts',
    line: 'for (let apart = 1; apart < samples.length; apart++) {',
    mutators: ['EqualityOperator'],
    because: 'so far apart each is its own donor, which is left out as of the same content',
  },
  {
    file: 'judge/sample-pairs.ts',
    line: 'if (donor === undefined || donor.sample.photo.contentId === victim.sample.photo.contentId) continue;',
    mutators: ['ConditionalExpression'],
    because: 'a place counted around the end is always taken: only the type checker wants to be told',
  },
  {
    file: 'judge/steady-crop.ts',
    line: 'return before !== undefined && Math.abs(cutPx - before) > ELSEWHERE_PX;',
    mutators: ['ConditionalExpression'],
    because: `a distance from nothing is no number, and not larger than any: ${TYPE}`,
  },
  {
    file: 'judge/trial-judge.ts',
    line: 'if (pixels.length < pixelCount) pixels = new Uint8Array(pixelCount);',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: 'it only spares making the same room again',
  },
  {
    file: 'judge/settle-doubt.ts',
    line: 'const byItself = alone.digest === doubt.digest ? null : await bench.decode(alone.bytes);',
    mutators: ['ConditionalExpression'],
    because: `the same bytes show the same pixels, of which the same is said: ${SPARES}`,
  },
  {
    file: 'judge/settle-doubt.ts',
    line: 'default:',
    mutators: ['ConditionalExpression'],
    because: 'it is never reached: the type checker makes sure of that',
  },
  {
    file: 'judge/containment.ts',
    line: 'if (comparison.regions.every((region) => flatShare(seen, region) >= EMPTY_SHARE_MIN)) return null;',
    mutators: ['MethodExpression', 'EqualityOperator'],
    because: `there is one region; and ${LIMIT}`,
  },
  {
    file: 'judge/containment.ts',
    line: "return first.pair === entry.pair || comparePixels(seen, first.seen, profile).kind === 'same-pixels'",
    mutators: ['ConditionalExpression'],
    because: `each is asked for alone once, and the first placeholder is like itself: ${SPARES}`,
  },
  {
    file: 'judge/containment.ts',
    line: 'const isNew = known.pictures.every(({ digest }) => digest !== delivered.digest);',
    mutators: ['ConditionalExpression'],
    because: `the same bytes prove no more a second time: ${SPARES}`,
  },
  {
    file: 'judge/containment.ts',
    line: "byItself?.kind === 'decoded' && alone.kind === 'thumbnail'",
    mutators: ['ConditionalExpression'],
    because: `what came by itself is of a thumbnail: ${TYPE}`,
  },
  {
    file: 'judge/containment.ts',
    line: 'if (reference === undefined || reference.delivered.digest === picture.delivered.digest) continue;',
    mutators: ['ConditionalExpression', 'LogicalOperator'],
    because: `where there is a picture there is a reference: ${TYPE}; and of the same bytes the pixels are the same`,
  },
  {
    file: 'judge/containment.ts',
    line: 'if (first !== undefined && invented !== null) return charged(entry, profile, first, invented);',
    mutators: ['ConditionalExpression'],
    because: `nothing is invented where nothing came: ${TYPE}`,
  },
  {
    file: 'judge/containment.ts',
    line: "return photo.damage !== null && pictureLeft(photo.damage.kind) === 'none';",
    mutators: ['ConditionalExpression'],
    because: `only damaged photos come here: ${TYPE}`,
  },
];
