// An owner has one colour wherever he appears: that of the tint his photos are painted in, or, where nobody knows it, one
// made of his name. Colours come in steps, so that the style sheet can name them all.

export const HUE_STEP_DEGREES = 15;

/** The class that sets `--hue`; `tintHue` is 0 to 359, or undefined where it is not known. */
export function hueClass(owner: string, tintHue: number | undefined): string {
  const steps = 360 / HUE_STEP_DEGREES;
  const hue = tintHue !== undefined && Number.isFinite(tintHue) ? tintHue : hueOfName(owner);
  return `hue-${((Math.round(hue / HUE_STEP_DEGREES) % steps) + steps) % steps}`;
}

function hueOfName(owner: string): number {
  let hash = 7;
  for (const character of owner) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  // Names that are numbered lie side by side; the golden angle tells them apart.
  return (hash * 137.508) % 360;
}
