// Where a file carries words beside its pixels. Each of these has given somebody's home address or uncropped picture
// away at some time, so each is filled and each is looked for.

import type { Oddity } from './odd-source.ts';
import type { Colour, SourceFormat } from './plan.ts';

/**
 * In the order in which they are printed, each with what it is called in reports and the letter that stands for it in a
 * mark. `exif`, `gps` and `preview` share one EXIF block, the last as its thumbnail (IFD1); `text` is a PNG's tEXt and
 * zTXt, `box` an application's own chunk or box, `trailing` whatever follows the end of the file.
 */
const CHANNELS = [
  { channel: 'exif', letter: 'e', words: 'EXIF description' },
  { channel: 'gps', letter: 'g', words: 'GPS place' },
  { channel: 'xmp', letter: 'x', words: 'XMP packet' },
  { channel: 'icc', letter: 'c', words: 'ICC profile' },
  { channel: 'iptc', letter: 'i', words: 'IPTC caption' },
  { channel: 'comment', letter: 'o', words: 'comment' },
  { channel: 'text', letter: 't', words: 'PNG text' },
  { channel: 'box', letter: 'b', words: 'application box' },
  { channel: 'preview', letter: 'p', words: 'embedded preview' },
  { channel: 'trailing', letter: 'z', words: 'bytes after its end' },
] as const;

export type MetadataChannel = (typeof CHANNELS)[number]['channel'];

export const METADATA_CHANNELS: readonly MetadataChannel[] = CHANNELS.map(({ channel }) => channel);

const LETTERS = new Map(CHANNELS.map(({ channel, letter }) => [channel, letter]));

export function channelLetter(channel: MetadataChannel): string {
  return LETTERS.get(channel) ?? '';
}

/** The channel of a letter; null when it is none. */
export function channelOf(letter: string): MetadataChannel | null {
  return CHANNELS.find((each) => each.letter === letter)?.channel ?? null;
}

/** Channels as a reader lists them, each once: `EXIF description, GPS place and ICC profile`; empty for none. */
export function channelsSay(channels: readonly MetadataChannel[]): string {
  const words = CHANNELS.filter(({ channel }) => channels.includes(channel)).map((each) => each.words);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

const CARRIED: Readonly<Record<SourceFormat, readonly MetadataChannel[]>> = {
  jpeg: ['exif', 'gps', 'xmp', 'icc', 'iptc', 'comment', 'preview', 'trailing'],
  png: ['exif', 'gps', 'xmp', 'icc', 'text', 'preview', 'trailing'],
  webp: ['exif', 'gps', 'xmp', 'icc', 'box', 'preview', 'trailing'],
  // The others would move the pixels that its item table points at.
  avif: ['box'],
  gif: ['xmp', 'comment', 'trailing'],
};

/** The channels that a source can carry, in the usual order. Neither grey nor four inks may have an RGB profile. */
export function channelsIn(format: SourceFormat, colour: Colour, oddity: Oddity = 'none'): readonly MetadataChannel[] {
  return colour === 'grey' || oddity === 'cmyk'
    ? CARRIED[format].filter((channel) => channel !== 'icc')
    : CARRIED[format];
}

/** What an archiver that re-encodes the picture keeps: the blocks that its library hands over with the pixels. */
const ARCHIVED: ReadonlySet<MetadataChannel> = new Set(['exif', 'gps', 'xmp', 'icc', 'preview']);

/** The channels that are left in the archived form of a photo. */
export function archivedChannels(channels: readonly MetadataChannel[]): readonly MetadataChannel[] {
  return channels.filter((channel) => ARCHIVED.has(channel));
}
