// A cache under a key that forgets something gives one photo's file for another: the very bug this project hunts.
// So the key holds everything that the bytes depend on, and the painting itself instead of a version of it.

import { createHash } from 'node:crypto';
import { archivedChannels } from '../model/metadata-channel.ts';
import { oddityOf } from '../model/odd-source.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ArchiveForm } from './archive.ts';
import { ENCODER_VERSION } from './encode.ts';
import { CODEC_VERSIONS } from './image-codec.ts';
import { paintSource } from './paint-source.ts';

/** 64 hexadecimal digits, equal exactly when the file is: twins share one. `form` is null for a photo as uploaded. */
export function sourceKey(nonce: string, photo: PhotoPlan, form: ArchiveForm | null): string {
  const { contentId, version, widthPx, heightPx, format, quality, progressive, colour, orientationExif, tintHue } =
    photo;
  const { metadata, oddity, damage } = photo;
  const shown = [
    nonce,
    contentId,
    version,
    widthPx,
    heightPx,
    colour,
    form === null ? oddity : oddityOf({ oddity, archived: true }),
    orientationExif,
    colour === 'grey' ? null : tintHue,
    form === null ? metadata : archivedChannels(metadata),
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
  return (fingerprint ??= SAMPLE_SIZES.reduce((hash, size) => {
    return hash.update(paintSource('fingerprint', { ...SAMPLE, ...size }).pixels);
  }, createHash('sha256')).digest('hex'));
}

/** One with pixels larger than cells, one with pixels smaller. */
const SAMPLE_SIZES = [
  { widthPx: 48, heightPx: 32 },
  { widthPx: 320, heightPx: 240 },
];
const SAMPLE = {
  contentId: 'fingerprint',
  version: 1,
  format: 'png',
  colour: 'colour',
  oddity: 'none',
  orientationExif: 6,
  tintHue: 200,
} as const;
