// What a photo is like apart from its name and owner. Every trait is drawn freely and then brought into what its format
// can hold, so that any draw is a valid photo and shrinking one draw leaves the others as they were.

import fc from 'fast-check';
import { channelsIn, METADATA_CHANNELS, type MetadataChannel } from '../model/metadata-channel.ts';
import { ORIENTATIONS } from '../model/orientation.ts';
import type { Colour, PhotoPlan, SourceFormat } from '../model/plan.ts';
import { canBeOdd, type Oddity } from '../model/odd-source.ts';
import type { Recipe } from '../model/recipe.ts';
import { oddityAt, speckSize } from './odd-shares.ts';
import { shrinkable } from './shrinkable.ts';
import { type Size, type SizeKind, LEAST, sizeOf } from './sizes.ts';

export type PhotoTraits = Pick<
  PhotoPlan,
  'widthPx' | 'heightPx' | 'format' | 'quality' | 'progressive' | 'colour' | 'oddity' | 'orientationExif' | 'metadata'
>;

export const QUALITY_MIN = 60;
export const QUALITY_MAX = 95;
/** What the plan says of formats that know no quality. */
export const QUALITY_LOSSLESS = 100;

/** Shares in thousandths; GIF and AVIF are dear to encode, so they are few, and small. */
const FORMAT_SHARES: readonly (readonly [SourceFormat, number])[] = [
  ['jpeg', 660],
  ['webp', 180],
  ['png', 115],
  ['avif', 27],
  ['gif', 18],
];

/** A photo of the size kind: its size fits `recipes`, its format is one of `formats` (at least one). */
export function photoArbitrary(
  kind: SizeKind,
  recipes: readonly Recipe[],
  formats: readonly SourceFormat[],
): fc.Arbitrary<PhotoTraits> {
  const allowed = formatsFor(kind, formats);
  const drawn = DRAWS.map((draw) => {
    const format = formatAt(draw.format, allowed);
    const oddity = oddityAt(draw.odd, kind, format);
    const size = oddity === 'one-pixel' ? speckSize(draw) : sizeOf(kind, recipes, draw);
    return inFormat({ ...draw, ...size, oddity }, format);
  });
  return shrinkable(drawn, (traits) => plainerTraits(traits, sizeOf(kind, recipes, LEAST), formatAt(0, allowed)));
}

/** The plainest photo of the kind, then plainer in one respect each. */
function plainerTraits(traits: PhotoTraits, least: Size, plainest: SourceFormat): PhotoTraits[] {
  // Not every step towards square saves pixels: a wide box needs more of a square photo than of a wide one.
  const isSpeck = traits.oddity === 'one-pixel';
  const size = !isSpeck && least.widthPx * least.heightPx < traits.widthPx * traits.heightPx ? least : {};
  const plain = {
    ...(isSpeck ? least : {}),
    ...({ progressive: false, colour: 'colour', oddity: 'none', orientationExif: 1, metadata: [] } as const),
  };
  const candidates = [
    inFormat({ ...traits, ...size, ...plain }, plainest),
    { ...traits, ...size },
    inFormat(traits, plainest),
    inFormat({ ...traits, ...plain }, traits.format),
    { ...traits, metadata: [] },
    ...(traits.quality > QUALITY_MIN && traits.quality !== QUALITY_LOSSLESS
      ? [{ ...traits, quality: QUALITY_MIN }]
      : []),
  ];
  return candidates.filter((candidate) => JSON.stringify(candidate) !== JSON.stringify(traits));
}

/** A uniform number in [0, 1) that shrinks to 0; finer steps than these are lost in whole pixels. */
const FRACTION_STEPS = 2 ** 16;
const fraction = fc.nat({ max: FRACTION_STEPS - 1 }).map((steps) => steps / FRACTION_STEPS);
const rarely = (times: number, of: number) => fc.nat({ max: of - 1 }).map((at) => at >= of - times);

/** Of the photos that carry metadata, so many in eight fill a channel; a preview is dear to make, so fewer have one. */
const fills = (channel: MetadataChannel) => rarely(channel === 'preview' || channel === 'icc' ? 2 : 4, 8);
const someChannels = fc
  .tuple(...METADATA_CHANNELS.map(fills))
  .map((filled) => METADATA_CHANNELS.filter((_, index) => filled[index]));

const DRAWS = fc.record(
  {
    format: fraction,
    odd: fraction,
    aspect: fraction,
    stretch: fraction,
    portrait: fc.boolean(),
    quality: fc.integer({ min: QUALITY_MIN, max: QUALITY_MAX }),
    progressive: rarely(1, 4),
    colour: fc.oneof(
      { weight: 8, arbitrary: fc.constant<Colour>('colour') },
      { weight: 1, arbitrary: fc.constant<Colour>('grey') },
      { weight: 2, arbitrary: fc.constant<Colour>('alpha') },
    ),
    orientationExif: fc.oneof(
      { weight: 1, arbitrary: fc.constant(ORIENTATIONS[0] ?? 1) },
      { weight: 1, arbitrary: fc.constantFrom(...ORIENTATIONS) },
    ),
    metadata: fc.oneof(
      { weight: 5, arbitrary: fc.constant<readonly MetadataChannel[]>([]) },
      { weight: 3, arbitrary: someChannels },
    ),
  },
  { noNullPrototype: true },
);

/** The traits as the format can hold them: what it cannot hold becomes the plainest it can. */
export function inFormat(traits: Omit<PhotoTraits, 'format'>, format: SourceFormat): PhotoTraits {
  const lossless = format === 'png' || format === 'gif';
  const lossyQuality = traits.quality === QUALITY_LOSSLESS ? QUALITY_MAX : traits.quality;
  const oddity = canBeOdd(format, traits.oddity) ? traits.oddity : 'none';
  const colour = colourFor(oddity, traits.colour === 'alpha' && !canHoldAlpha(format) ? 'colour' : traits.colour);
  return {
    widthPx: traits.widthPx,
    heightPx: traits.heightPx,
    format,
    quality: lossless ? QUALITY_LOSSLESS : lossyQuality,
    progressive: traits.progressive && canBeProgressive(format),
    colour,
    oddity,
    orientationExif: canBeTurned(format, oddity) ? traits.orientationExif : 1,
    metadata: channelsIn(format, colour, oddity).filter((channel) => traits.metadata.includes(channel)),
  };
}

/** What some odd sources hold whatever was drawn. */
export function colourFor(oddity: Oddity, drawn: Colour): Colour {
  switch (oddity) {
    case 'none':
    case 'one-pixel':
      return drawn;
    case '16-bit':
    case 'cmyk':
    case 'animated':
      return 'colour';
    case 'translucent':
      return 'alpha';
    default:
      return oddity satisfies never;
  }
}

export function canBeProgressive(format: SourceFormat): boolean {
  return format === 'jpeg' || format === 'png';
}

export function canHoldAlpha(format: SourceFormat): boolean {
  return format === 'png' || format === 'webp' || format === 'avif';
}

/** Readers agree about the EXIF orientation of these, and hardly any looks for one in an animation. */
export function canBeTurned(format: SourceFormat, oddity: Oddity): boolean {
  if (oddity === 'animated') return false;
  return format === 'jpeg' || format === 'png' || format === 'webp';
}

/** Whether one of the formats is cheap enough to encode at thousands of pixels a side. */
export function canHoldGiants(formats: readonly SourceFormat[]): boolean {
  return formats.some((format) => format === 'jpeg' || format === 'webp');
}

/** Giants come as JPEG or WebP, large photos neither as AVIF nor as GIF, unless nothing else is allowed. */
export function formatsFor(kind: SizeKind, formats: readonly SourceFormat[]): readonly SourceFormat[] {
  const cheap = formats.filter((format) => {
    switch (kind) {
      case 'giant':
        return format === 'jpeg' || format === 'webp';
      case 'large':
        return format !== 'avif' && format !== 'gif';
      case 'small':
      case 'tiny':
      case 'panorama':
        return true;
    }
  });
  return cheap.length > 0 ? cheap : formats;
}

function formatAt(at: number, formats: readonly SourceFormat[]): SourceFormat {
  const shares = FORMAT_SHARES.filter(([format]) => formats.includes(format));
  let left = at * shares.reduce((total, [, share]) => total + share, 0);
  for (const [format, share] of shares) {
    if (left < share) return format;
    left -= share;
  }
  throw new RangeError('Expected at least one source format, got none.');
}
