// Photographs made of numbers: eight scenes that are unlike each other, and a burst of four shots that are nearly alike.

import type { Carrier } from '../../harness/model/carrier.ts';
import type { CarrierCrop } from '../../harness/model/plan.ts';
import { pseudoRandomWords } from '../../harness/model/prf.ts';

const WIDTH_PX = 240;
const HEIGHT_PX = 192;
const CHROMA_SHRINK = 8;
const WAVES = 10;
/** Shots of the burst differ by so many levels at most, as grain does. */
const GRAIN_LEVELS = 2;

export const SCENES = ['scene 0', 'scene 1', 'scene 2', 'scene 3', 'scene 4', 'scene 5', 'scene 6', 'scene 7'] as const;
export const BURST = ['burst 0', 'burst 1', 'burst 2', 'burst 3'] as const;
export type Digest = (typeof SCENES)[number] | (typeof BURST)[number];

/** Waves of several lengths, of one scene for all shots of the burst, and each shot's own grain. */
function carrierAs(digest: Digest): Carrier {
  const scene = digest.startsWith('burst') ? 'burst' : digest;
  const next = pseudoRandomWords(`literal|${scene}`);
  const share = () => next() / 2 ** 32;
  const waves = Array.from({ length: WAVES }, (_, i) => ({
    x: ((share() - 0.5) * 2 ** (i / 2)) / WIDTH_PX,
    y: ((share() - 0.5) * 2 ** (i / 2)) / HEIGHT_PX,
    phase: 7 * share(),
    levels: 15 + 20 * share(),
  }));
  const grain = pseudoRandomWords(`grain|${digest}`);
  const luma = Int8Array.from({ length: WIDTH_PX * HEIGHT_PX }, (_, at) => {
    const [x, y] = [at % WIDTH_PX, Math.floor(at / WIDTH_PX)];
    const level = waves.reduce(
      (sum, wave) => sum + wave.levels * Math.sin(6.28 * (wave.x * x + wave.y * y) + wave.phase),
      0,
    );
    return Math.max(-100, Math.min(100, Math.round(level + (grain() % (2 * GRAIN_LEVELS + 1)) - GRAIN_LEVELS)));
  });
  const [chromaWidthPx, chromaHeightPx] = [WIDTH_PX / CHROMA_SHRINK, HEIGHT_PX / CHROMA_SHRINK];
  const grey = new Int8Array(chromaWidthPx * chromaHeightPx);
  return { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, luma, chromaWidthPx, chromaHeightPx, blue: grey, red: grey };
}

const carriers: ReadonlyMap<string, Carrier> = new Map(
  [...SCENES, ...BURST].map((digest) => [digest, carrierAs(digest)]),
);

/** Throws where there is no such photograph. */
export function literalCarrier(digest: string): Carrier {
  const carrier = carriers.get(digest);
  if (carrier === undefined) throw new RangeError(`Expected one of ${[...carriers.keys()].join(', ')}, got ${digest}.`);
  return carrier;
}

/** The whole of a photograph as it is, or a part of it. */
export function unmarked(digest: Digest, crop: Partial<CarrierCrop> = {}): CarrierCrop {
  return { digest, x: 0.5, y: 0.5, zoom: 1, marked: false, ...crop };
}
