// A finding in a list of a hundred others has to explain itself: what a kind of breach means, and where such faults lie.

import type { BreachKind } from '../model/verdict.ts';

export type BreachHelp = { readonly name: string; readonly means: string; readonly look: string };

/** `name` is one word of the PascalCase that SARIF asks for; the others are sentences. */
export const BREACH_HELP: Readonly<Record<BreachKind, BreachHelp>> = {
  foreign: {
    name: 'ForeignThumbnail',
    means: 'The thumbnail of one photo shows another photo.',
    look: 'Look at how answers find their way back to jobs, and at keys of caches and names of temporary files that two photos can share.',
  },
  torn: {
    name: 'TornThumbnail',
    means: 'Part of the thumbnail shows another photo.',
    look: 'Look for a buffer that one job fills while another still reads from it, and for files that are read before they are whole.',
  },
  blended: {
    name: 'BlendedThumbnail',
    means: 'Another photo shines through the whole thumbnail.',
    look: 'Look for a buffer that is drawn on without being cleared, and for two jobs that write to one canvas.',
  },
  alien: {
    name: 'AlienThumbnail',
    means: 'The thumbnail shows pixels of no photo of this run.',
    look: 'Look for memory that is handed out unwritten, for placeholders and error pictures, and for photos of other tenants or of earlier runs.',
  },
  stale: {
    name: 'StaleThumbnail',
    means: 'The thumbnail shows a version of its photo that had been replaced before it was asked for.',
    look: 'Look for a cache whose key lacks the version, or that is not told of the change.',
  },
  damaged: {
    name: 'DamagedThumbnail',
    means: 'The thumbnail shows its own photo, but broken beyond what it does alone.',
    look: 'Look for pictures that are read or delivered before they are whole.',
  },
  mutated: {
    name: 'MutatedThumbnail',
    means: 'The bytes of a thumbnail changed after they had been delivered.',
    look: 'Look for a pooled buffer that is given back while its reader still holds it.',
  },
  misshapen: {
    name: 'MisshapenThumbnail',
    means: 'The thumbnail has another size, orientation or format than was asked for.',
    look: 'Look for answers of one photo that change places, and for a cache whose key lacks the size or the format.',
  },
  fabricated: {
    name: 'FabricatedThumbnail',
    means: 'A picture was answered for a source that holds none.',
    look: 'Look for the last good picture being answered again, and for memory that is handed out unwritten.',
  },
  'leaked-metadata': {
    name: 'LeakedMetadata',
    means: 'The thumbnail carries metadata of another photo, such as its place or its owner.',
    look: 'Look for metadata that outlives its job: writers that are used again, and profiles that are kept.',
  },
  missing: {
    name: 'MissingThumbnail',
    means: 'A job was never answered.',
    look: 'Look for errors that end a batch in silence, and for answers that take the place of one another.',
  },
  unasked: {
    name: 'UnaskedThumbnail',
    means: 'An answer came that nobody had asked for, or a second one for one job.',
    look: 'Look for jobs that are tried again after they had been answered, and for keys that two jobs share.',
  },
};
