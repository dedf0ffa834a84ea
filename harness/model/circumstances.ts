// A thousand thumbnails under one load are one experiment, made a thousand times. What a run has tried is told by the
// circumstances that its thumbnails were made in, and by which of them came together.

/** What may surround a thumbnail; several of them at once, at most one of those `in flight`. */
export const CIRCUMSTANCES = [
  'archived',
  'alone in flight',
  '2 to 8 in flight',
  '9 to 32 in flight',
  '33 to 128 in flight',
  'over 128 in flight',
  'asked again',
  'uploaded meanwhile',
  'replaced before',
  'created anew before',
  'archived meanwhile',
  'moved before',
  'name built to collide',
  'beside a broken photo',
  'beside a read in trouble',
  'beside a batch called off',
  'beside or after an upgrade',
  'after a kill',
] as const;

export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** So many `thumbnails` were made in exactly these circumstances, in the order above. Sums of several runs merge exactly. */
export type CircumstanceCount = { readonly circumstances: readonly Circumstance[]; readonly thumbnails: number };

/** The most jobs in flight for which each of these holds. */
const CROWDS = [
  [1, 'alone in flight'],
  [8, '2 to 8 in flight'],
  [32, '9 to 32 in flight'],
  [128, '33 to 128 in flight'],
] as const;

/** `inFlight` counts jobs, from 1 up, the thumbnail's own included. */
export function crowdOf(inFlight: number): Circumstance {
  return CROWDS.find(([most]) => inFlight <= most)?.[1] ?? 'over 128 in flight';
}

/** Two crowds are never one, and whoever is alone has nobody beside him: such pairs are no gap. */
export function canMeet(one: Circumstance, other: Circumstance): boolean {
  const isCrowded = [one, other].filter((each) => each.endsWith('in flight')).length;
  const both = [one, other].join();
  return one !== other && isCrowded < 2 && both !== 'alone in flight,beside a broken photo';
}

/** Every choice of `size` circumstances that can meet, with how many thumbnails had them all, 0 included. */
export function together(covered: readonly CircumstanceCount[], size: number): readonly CircumstanceCount[] {
  return choices(size).map((circumstances) => ({
    circumstances,
    thumbnails: covered
      .filter((row) => circumstances.every((circumstance) => row.circumstances.includes(circumstance)))
      .reduce((sum, { thumbnails }) => sum + thumbnails, 0),
  }));
}

function choices(size: number, from = 0): readonly (readonly Circumstance[])[] {
  if (size === 0) return [[]];
  return CIRCUMSTANCES.slice(from).flatMap((first, index) =>
    choices(size - 1, from + index + 1).flatMap((rest) =>
      rest.every((other) => canMeet(first, other)) ? [[first, ...rest]] : [],
    ),
  );
}
