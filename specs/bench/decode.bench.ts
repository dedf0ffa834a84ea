// How many thumbnails a second are read for judgement, beside sharp doing the same in the same run, on one core.
// The pictures are painted with the signature, since how fast a picture decodes depends on what it shows.

import sharp from 'sharp';
import { bench, describe } from 'vitest';
import { axisWeights, EDGE_BLUR_CELLS, paintOffsets } from '../../harness/model/paint.ts';
import { MID_LUMA, signatureGrid } from '../../harness/model/signature.ts';
import { createLumaDecoder } from '../../harness/observe/decode.ts';
import { evidenceDigest, fastDigest } from '../../harness/observe/digest.ts';

const SIDES_PX = [32, 128, 256] as const;
const FORMATS = ['jpeg', 'png', 'webp', 'avif'] as const;
const PICTURES = 8;
const OPTIONS = { time: 500, warmupTime: 100 };

sharp.concurrency(1);
const decoder = createLumaDecoder({ maxBytes: 10_000_000, maxPixels: 10_000_000 });

for (const sidePx of SIDES_PX) {
  for (const format of FORMATS) {
    const files = await Promise.all(Array.from({ length: PICTURES }, (_, i) => thumbnail(sidePx, format, i)));
    const nth = (i: number) => files[i % PICTURES] ?? Buffer.alloc(0);
    let turn = 0;
    describe(`${format} ${sidePx} px`, () => {
      bench('decode', async () => void (await decoder.decode(nth(turn++))), OPTIONS);
      if (format === 'jpeg' || format === 'png')
        bench('second opinion', async () => void (await decoder.secondOpinion(nth(turn++))), OPTIONS);
      bench('sharp', async () => void (await sharp(nth(turn++)).raw().toBuffer()), OPTIONS);
    });
  }
}

describe('5 KB of bytes seen before', () => {
  const files = Array.from({ length: 1000 }, (_, i) => Buffer.alloc(5000, `thumbnail ${i} `));
  const verified = new Map(files.map((file, i) => [fastDigest(file), i]));
  // A thousand at a time, because asking the clock costs as much as a digest.
  const ofAll = (digest: (file: Buffer) => unknown) => () => files.forEach((file) => void digest(file));
  bench(
    '1000 × fastDigest and its Map lookup',
    ofAll((file) => verified.get(fastDigest(file))),
    OPTIONS,
  );
  bench('1000 × evidenceDigest', ofAll(evidenceDigest), OPTIONS);
});

function thumbnail(sidePx: number, format: (typeof FORMATS)[number], photo: number): Promise<Buffer> {
  const grid = signatureGrid('bench', { contentId: String(photo), version: 1, widthPx: 1024, heightPx: 1024 });
  const blur = [{ weight: 1, blurCells: EDGE_BLUR_CELLS }];
  const x = axisWeights(grid.columns, sidePx, 0, grid.columns, blur);
  const y = axisWeights(grid.rows, sidePx, 0, grid.rows, blur);
  const offsets = new Float32Array(sidePx * sidePx);
  paintOffsets(grid.offsets, grid.columns, grid.rows, x, y, offsets);
  const colours = Buffer.from(
    Array.from(offsets).flatMap((offset) => [MID_LUMA + offset + 8, MID_LUMA + offset, MID_LUMA + offset - 8]),
  );
  return sharp(colours, { raw: { width: sidePx, height: sidePx, channels: 3 } })
    .toFormat(format, { quality: 80 })
    .toBuffer();
}
