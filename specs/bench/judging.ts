// How many thumbnails a second one core judges, beside what most people would write: decode with sharp, compare with
// pixelmatch. Through the judge as a load uses it, digest included; every first-seen thumbnail is of another photo,
// so that nothing of it was painted before. `npm run bench:judging`, with --json FILE to keep the figures.

import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import type { TrialJudge } from '../../harness/judge/trial-judge.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { fastDigest } from '../../harness/observe/digest.ts';
import { median, publish, type Figures } from './figures.ts';
import { judgedThumbnails, rgbaOf, type Thumbnail } from './judged-thumbnails.ts';

/** Enough that the share of them that is looked at more closely, one in a hundred, is near its mean. */
const PHOTOS = 300;
const REPEATS = 20;
/** Rounds alternate between the ways, so that a busy moment of the machine hits all of them. */
const ROUNDS = 12;
/** Until two thousand thumbnails are judged, all ways still run in code that the compiler has not taken its time over. */
const WARMING_ROUNDS = 8;
/** Thumbnails that pixelmatch compares in a round: it takes milliseconds for what the judge does in microseconds. */
const PIXELMATCHED = 24;

const CASES: readonly (readonly [Recipe['format'], number])[] = [
  ['jpeg', 32],
  ['jpeg', 128],
  ['jpeg', 256],
  ['png', 128],
  ['webp', 128],
  ['avif', 128],
];

sharp.concurrency(1);
const figures: Record<string, number> = {};
for (const [format, sidePx] of CASES) Object.assign(figures, await measured(format, sidePx));
await publish(figures);

async function measured(format: Recipe['format'], sidePx: number): Promise<Figures> {
  const load = await judgedThumbnails(
    { width: sidePx, height: sidePx, fit: 'cover', format, quality: 80 },
    PHOTOS,
    REPEATS,
  );
  const snapshots = await load.snapshots();
  const snapshotTests = load.first.slice(0, PIXELMATCHED);
  const rates = { first: [] as number[], again: [] as number[], pixelmatch: [] as number[] };
  for (let round = -WARMING_ROUNDS; round < ROUNDS; round++) {
    const { judge, totals } = load.freshJudge();
    const first = await perSecond(load.first, (thumbnail) => judged(judge, thumbnail));
    const again = await perSecond(load.again, (thumbnail) => judged(judge, thumbnail));
    const byHand = await perSecond(snapshotTests, async ({ bytes }, index) =>
      mismatchedPixels(bytes, snapshots[index], sidePx),
    );
    const { verified, repeats, byteIdentical } = totals();
    // A thumbnail in doubt is asked for again alone; a few of a hundred are, and more would not be the usual load.
    if (byteIdentical < 0.9 * load.again.length) {
      throw new Error(
        `Expected nearly all repeats to be byte-identical, got ${byteIdentical} of ${load.again.length} (${verified} verified, ${repeats} repeats).`,
      );
    }
    if (round < 0) continue;
    rates.first.push(first);
    rates.again.push(again);
    rates.pixelmatch.push(byHand);
  }
  const ratio = (ours: readonly number[]) =>
    median(ours.map((rate, round) => rate / (rates.pixelmatch[round] ?? Number.NaN)));
  const what = `${sidePx} px ${format}`;
  return {
    [`byte-identical ${what}, per second`]: median(rates.again),
    [`first-seen ${what}, per second`]: median(rates.first),
    [`sharp-decode + pixelmatch ${what}, per second`]: median(rates.pixelmatch),
    [`byte-identical ${what} against sharp-decode + pixelmatch, ratio`]: ratio(rates.again),
    [`first-seen ${what} against sharp-decode + pixelmatch, ratio`]: ratio(rates.first),
  };
}

async function judged(judge: TrialJudge, { key, bytes }: Thumbnail): Promise<void> {
  const finding = await judge.thumbnail({ key, batch: 0, bytes, digest: fastDigest(bytes) });
  if (finding !== null) throw new Error(`Expected no finding, got ${finding.breach.kind}: these thumbnails are right.`);
}

async function mismatchedPixels(bytes: Uint8Array, snapshot: Uint8Array | undefined, sidePx: number): Promise<number> {
  if (snapshot === undefined) throw new RangeError('Expected a snapshot of every thumbnail.');
  return pixelmatch(await rgbaOf(bytes), snapshot, undefined, sidePx, sidePx, { threshold: 0.1, includeAA: true });
}

async function perSecond(
  thumbnails: readonly Thumbnail[],
  judgeOne: (thumbnail: Thumbnail, index: number) => Promise<unknown>,
): Promise<number> {
  const beganMs = performance.now();
  let index = 0;
  for (const thumbnail of thumbnails) await judgeOne(thumbnail, index++);
  return (1000 * thumbnails.length) / (performance.now() - beganMs);
}
