// A cache under a key that forgets something gives one photo's file for another: the very bug this project hunts.
// So the key holds everything that the bytes depend on, and the painting itself instead of a version of it.

import { createHash } from 'node:crypto';
import type { Carrier } from '../model/carrier.ts';
import { archivedChannels } from '../model/metadata-channel.ts';
import { oddityOf } from '../model/odd-source.ts';
import { drawnAsOf } from '../model/photo-versions.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ArchiveForm } from './archive.ts';
import { ENCODER_VERSION } from './encode.ts';
import { CODEC_VERSIONS } from './image-codec.ts';
import { paintSource } from './paint-source.ts';

/** 64 hexadecimal digits, equal exactly when the file is: twins share one. `form` is null for a photo as uploaded. */
export function sourceKey(nonce: string, photo: PhotoPlan, form: ArchiveForm | null): string {
  const { contentId, widthPx, heightPx, format, quality, progressive, colour, orientationExif, tintHue } = photo;
  const { metadata, oddity, damage, carrier } = photo;
  const shown = [
    nonce,
    contentId,
    drawnAsOf(photo),
    widthPx,
    heightPx,
    colour,
    form === null ? oddity : oddityOf({ oddity, archived: true }),
    orientationExif,
    colour === 'grey' ? null : tintHue,
    form === null ? metadata : archivedChannels(metadata),
    carrier === null ? null : [carrier.digest, carrier.x, carrier.y, carrier.zoom, carrier.marked],
  ];
  const encoded = [format, quality, progressive, form?.format ?? null, form?.quality ?? null, damage];
  const made = [ENCODER_VERSION, CODEC_VERSIONS, paintingFingerprint()];
  return createHash('sha256')
    .update(JSON.stringify([shown, encoded, made]))
    .digest('hex');
}

let fingerprint: string | undefined;

/**
 * Changes whenever the painting does. A version number would have to be raised with every change to the signature,
 * and the day it is forgotten every photo is judged against a picture it never showed.
 */
function paintingFingerprint(): string {
  return (fingerprint ??= SAMPLES.reduce((hash, about) => {
    return hash.update(paintSource('fingerprint', { ...SAMPLE, ...about }, () => SAMPLE_CARRIER).pixels);
  }, createHash('sha256')).digest('hex'));
}

/** One with pixels larger than cells, one with pixels smaller, and two over a photograph. */
const SAMPLES = [
  { widthPx: 48, heightPx: 32 },
  { widthPx: 320, heightPx: 240 },
  { widthPx: 320, heightPx: 240, carrier: { digest: 'fingerprint', x: 0.2, y: 0.7, zoom: 0.8, marked: true } },
  { widthPx: 64, heightPx: 48, carrier: { digest: 'fingerprint', x: 0.2, y: 0.7, zoom: 0.8, marked: false } },
];
const SAMPLE_CARRIER: Carrier = {
  widthPx: 96,
  heightPx: 64,
  luma: Int8Array.from({ length: 96 * 64 }, (_, at) => ((at * 37) % 97) - 48),
  chromaWidthPx: 12,
  chromaHeightPx: 8,
  blue: Int8Array.from({ length: 96 }, (_, at) => (at % 31) - 15),
  red: Int8Array.from({ length: 96 }, (_, at) => 15 - (at % 29)),
};
const SAMPLE = {
  contentId: 'fingerprint',
  version: 1,
  format: 'png',
  colour: 'colour',
  oddity: 'none',
  orientationExif: 6,
  tintHue: 200,
  carrier: null,
} as const;
