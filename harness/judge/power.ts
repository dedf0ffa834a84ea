// An oracle that never fires proves nothing. Before the load, leaks are put into clean thumbnails on purpose, and the
// share that is noticed is the oracle's power on this thumbnailer, recipe and source class.

import { BLOCK_PX, type LumaPicture, type Painter } from '../model/expectation.ts';
import type { ReadableProfile } from '../model/profile.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import { align } from './alignment.ts';
import type { PaintedSample } from './made-alone.ts';

/** A rectangle of foreign pixels, cut down to the photo where that is smaller. */
export type Leak = { readonly widthPx: number; readonly heightPx: number };

/** From a speck to a tile, smallest first; one of them is the reference leak, for which the bound holds. */
export const LEAKS: readonly Leak[] = [
  { widthPx: 4, heightPx: 1 },
  { widthPx: 4, heightPx: 4 },
  { widthPx: 6, heightPx: 6 },
  { widthPx: REFERENCE_LEAK_SIDE_PX, heightPx: REFERENCE_LEAK_SIDE_PX },
  { widthPx: 12, heightPx: 12 },
  { widthPx: 16, heightPx: 16 },
];

/** One row and one column of a whole photo: what a copy that slips by a line leaves. */
export const LINES: readonly Leak[] = [
  { widthPx: Number.POSITIVE_INFINITY, heightPx: 1 },
  { widthPx: 1, heightPx: Number.POSITIVE_INFINITY },
];

export type Power = { readonly leak: Leak; readonly injected: number; readonly noticed: number };

/**
 * Injects leaks: the tile of another sample's thumbnail, at the same place, into each sample in turn.
 * `random` gives numbers in [0, 1). Only the shapes that the tile touches are measured again, which is what a full
 * reading would conclude: the alignment leaves loud blocks out.
 */
export function measurePower(
  painter: Painter,
  samples: readonly PaintedSample[],
  profile: ReadableProfile,
  leaks: readonly { readonly leak: Leak; readonly count: number }[],
  random: () => number,
): readonly Power[] {
  const victims = samples.map((sample) => prepare(painter, sample, profile));
  return leaks.map(({ leak, count }) => {
    let injected = 0;
    let noticed = 0;
    for (let i = 0; i < count && victims.length > 1; i++) {
      const victim = victims[i % victims.length] as Victim;
      const donor = samples[(i + 1 + Math.floor(random() * (samples.length - 1))) % samples.length] as PaintedSample;
      if (donor.sample.photo.contentId === victim.contentId) continue;
      injected++;
      if (isNoticed(victim, donor, profile, leak, random)) noticed++;
    }
    return { leak, injected, noticed };
  });
}

/** The residual of a clean thumbnail under its own best placement, pixel by pixel. */
type Victim = {
  readonly contentId: string;
  readonly picture: LumaPicture;
  readonly startX: number;
  readonly startY: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly expected: Float32Array;
  readonly residual: Float32Array;
};

function prepare(
  painter: Painter,
  { sample, shown, placement, response }: PaintedSample,
  { tone }: ReadableProfile,
): Victim {
  const picture = sample.observation;
  const start = { placement, residual: painter.compare(picture, shown.grid, shown.size, placement, response, tone) };
  const { placement: aligned } = align(painter, picture, shown, start, response, tone);
  const expected = painter
    .paint(shown.grid, shown.size, aligned, response)
    .map((offset) => tone.gain * offset + tone.bias);
  const { start: startX, lengthPx: widthPx } = aligned.x;
  const { start: startY, lengthPx: heightPx } = aligned.y;
  const residual = expected.map(
    (luma, at) => lumaAt(picture, startX + (at % widthPx), startY + Math.floor(at / widthPx)) - luma,
  );
  return { contentId: sample.photo.contentId, picture, startX, startY, widthPx, heightPx, expected, residual };
}

function isNoticed(
  victim: Victim,
  donor: PaintedSample,
  { thresholds }: ReadableProfile,
  leak: Leak,
  random: () => number,
): boolean {
  const foreign = donor.sample.observation;
  const sharedWidth = Math.min(victim.widthPx, foreign.widthPx - victim.startX);
  const sharedHeight = Math.min(victim.heightPx, foreign.heightPx - victim.startY);
  const width = Math.min(leak.widthPx, sharedWidth);
  const height = Math.min(leak.heightPx, sharedHeight);
  const left = Math.floor(random() * (sharedWidth - width + 1));
  const top = Math.floor(random() * (sharedHeight - height + 1));
  const residualAt = (x: number, y: number) => {
    const at = y * victim.widthPx + x;
    const leaked = x >= left && x < left + width && y >= top && y < top + height;
    return leaked
      ? lumaAt(foreign, victim.startX + x, victim.startY + y) - (victim.expected[at] as number)
      : (victim.residual[at] as number);
  };
  const energy = (fromX: number, fromY: number, toX: number, toY: number) => {
    let sum = 0;
    for (let y = Math.max(0, fromY); y < Math.min(toY, victim.heightPx); y++) {
      for (let x = Math.max(0, fromX); x < Math.min(toX, victim.widthPx); x++) sum += residualAt(x, y) ** 2;
    }
    return sum;
  };
  const firstBlockX = Math.floor(left / BLOCK_PX);
  const firstBlockY = Math.floor(top / BLOCK_PX);
  const lastBlockX = Math.floor((left + width - 1) / BLOCK_PX);
  const lastBlockY = Math.floor((top + height - 1) / BLOCK_PX);
  for (let y = firstBlockY - 1; y <= lastBlockY; y++) {
    for (let x = firstBlockX - 1; x <= lastBlockX; x++) {
      const [fromX, fromY] = [x * BLOCK_PX, y * BLOCK_PX];
      if (
        x >= firstBlockX &&
        y >= firstBlockY &&
        energy(fromX, fromY, fromX + BLOCK_PX, fromY + BLOCK_PX) > thresholds.block ** 2 * BLOCK_PX ** 2
      )
        return true;
      const inside =
        fromX >= 0 && fromY >= 0 && fromX + BLOCK_PX < victim.widthPx && fromY + BLOCK_PX < victim.heightPx;
      if (
        inside &&
        energy(fromX, fromY, fromX + 2 * BLOCK_PX, fromY + 2 * BLOCK_PX) > thresholds.window ** 2 * 4 * BLOCK_PX ** 2
      )
        return true;
    }
  }
  for (let y = top; y < top + height; y++)
    if (energy(0, y, victim.widthPx, y + 1) > thresholds.row ** 2 * victim.widthPx) return true;
  for (let x = left; x < left + width; x++)
    if (energy(x, 0, x + 1, victim.heightPx) > thresholds.column ** 2 * victim.heightPx) return true;
  return false;
}

function lumaAt(picture: LumaPicture, x: number, y: number): number {
  return picture.luma[y * picture.widthPx + x] as number;
}
