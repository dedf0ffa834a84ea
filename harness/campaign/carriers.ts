// The photographs of --photos, read once for the whole campaign: what they are, and which files could not be used.

import { readPhotoFolder } from '../materialise/photo-folder.ts';
import type { CheckHooks, CheckOptions } from '../model/campaign.ts';
import { NO_CARRIERS, type CarrierOf } from '../model/carrier.ts';
import { countOf } from '../model/figures.ts';

/** `digests` is empty when photos are painted without photographs. `says` goes into the report, a sentence a line. */
export type Carriers = {
  readonly kind: 'carriers';
  readonly carrierOf: CarrierOf;
  readonly digests: readonly string[];
  /** Whether the signature lies over them. */
  readonly marked: boolean;
  /** What photos show, and what that weakens; null for those that show a signature and nothing else. */
  readonly about: string | null;
  readonly says: readonly string[];
};

export const PAINTED_ONLY: Carriers = {
  kind: 'carriers',
  carrierOf: NO_CARRIERS,
  digests: [],
  marked: true,
  about: null,
  says: [],
};

/** With fewer, most leaks would be of a photograph into itself. */
const UNMARKED_MIN = 8;
/** Files left out that are named; the rest are counted. */
const NAMED_MAX = 8;

/** The carriers that were asked for, or what is wrong with the folder in one line. */
export async function readCarriers(
  { photosFolder, cacheFolder, unmarked }: CheckOptions,
  { signal }: CheckHooks,
): Promise<Carriers | { readonly kind: 'misconfigured'; readonly says: string }> {
  if (photosFolder === null) return PAINTED_ONLY;
  const read = await readPhotoFolder(photosFolder, cacheFolder, signal).catch((error: unknown) => {
    // Whoever interrupts gets the partial report that any other moment gives.
    if (signal.aborted) return null;
    throw error;
  });
  if (read === null) return PAINTED_ONLY;
  const { carriers, leftOut, unread } = read;
  const named = leftOut.slice(0, NAMED_MAX);
  const more = leftOut.length - named.length;
  if (carriers.size === 0) {
    const because = leftOut.length === 0 ? 'it holds no image file' : `left out: ${named.slice(0, 3).join('; ')}`;
    return {
      kind: 'misconfigured',
      says: `Expected --photos to name a folder with photographs in it, but none of ${photosFolder} can be read (${because}). Name a folder with JPEG, PNG, WebP, AVIF, GIF or TIFF files.`,
    };
  }
  if (unmarked && carriers.size < UNMARKED_MIN)
    return {
      kind: 'misconfigured',
      says: `Expected at least ${UNMARKED_MIN} different photographs for --unmarked, got ${carriers.size} in ${photosFolder}: without a signature only their difference tells them apart. Add some, or leave --unmarked out.`,
    };
  return {
    kind: 'carriers',
    carrierOf: (digest) => carriers.get(digest) ?? NO_CARRIERS(digest),
    digests: [...carriers.keys()],
    marked: !unmarked,
    about: unmarked ? unmarkedSays(carriers.size) : markedSays(carriers.size),
    says: [
      ...named.map((line) => `photo ${line}`),
      ...(more > 0 ? [`${countOf(more)} more photos`] : []),
      ...(unread > 0 ? [`${countOf(unread)} photos beyond the ${countOf(carriers.size)} that are used`] : []),
    ],
  };
}

function markedSays(count: number): string {
  return `painted over crops of ${countOf(count)} photographs, with the signature at half its strength`;
}

function unmarkedSays(count: number): string {
  return `crops of ${countOf(count)} photographs as they are. The guarantee is weaker: without a signature nothing in a region names its owner, so a leak is seen only where two photos differ, it is proven by asking alone, near-duplicates cannot be told apart, and a photo that was replaced is not tried. The power above is measured on these photos.`;
}
