// People who look at evidence should see at a glance whose photo it is, and no oracle should be moved by that.
// So each owner has a hue, and the tint of that hue leaves luma where the signature put it.

/** The strongest channel of a tint, in levels: visible to the eye, and too weak to clip luma within 38 to 218. */
const TINT_LEVELS = 24;

/** Levels to add to R, G and B. */
export type Tint = readonly [red: number, green: number, blue: number];
export const NO_TINT: Tint = [0, 0, 0];

/**
 * Whole levels for a hue of 0 to 359 (0 red, 120 green, 240 blue), each within ±24, whose luma
 * 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601, as in JFIF) is less than a quarter of a level from zero.
 */
export function tintOf(hueDegrees: number): Tint {
  const hue = [0, 120, 240].map((peak) => fullHue(hueDegrees - peak));
  const [red = 0, green = 0, blue = 0] = hue;
  const neutral = hue.map((channel) => channel - lumaOf(red, green, blue));
  const scale = TINT_LEVELS / Math.max(...neutral.map(Math.abs));
  return nearestNeutral(neutral.map((channel) => channel * scale));
}

function lumaOf(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** One channel of the saturated hue: 1 within 60° of its peak, 0 beyond 120°, linear in between. */
function fullHue(degreesFromPeak: number): number {
  const away = Math.abs((((degreesFromPeak % 360) + 540) % 360) - 180);
  return Math.min(1, Math.max(0, 2 - away / 60));
}

/** Rounding each channel alone would shift luma by up to half a level, so its neighbours are tried as well. */
function nearestNeutral(exact: readonly number[]): Tint {
  const [red = 0, green = 0, blue = 0] = exact.map(Math.trunc);
  const candidates = [-1, 0, 1].flatMap((r) =>
    [-1, 0, 1].flatMap((g) => [-1, 0, 1].map((b): Tint => [red + r, green + g, blue + b])),
  );
  return candidates
    .filter((tint) => tint.every((channel) => Math.abs(channel) <= TINT_LEVELS))
    .reduce((best, tint) => (Math.abs(lumaOf(...tint)) < Math.abs(lumaOf(...best)) ? tint : best));
}
