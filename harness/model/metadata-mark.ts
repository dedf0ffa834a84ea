// Metadata has no pixels to sign, so every channel that a photo fills holds a mark: one word of plain letters that says
// which run, whose photo, and which channel. Its beginning is the same for a whole run, so that a single search of a
// thumbnail's bytes finds any of them, and the rest names the owner.

import { channelLetter, channelOf, type MetadataChannel } from './metadata-channel.ts';
import { drawnAsOf } from './photo-versions.ts';
import type { PhotoPlan } from './plan.ts';
import { pseudoRandomWords } from './prf.ts';

type Marked = Pick<PhotoPlan, 'contentId' | 'version' | 'drawnAs'>;

const RUN_LETTERS = 8;
/** 100 bits: two photos of a million share them with probability 2^-60. */
const OWN_LETTERS = 20;
const FAMILY = 'tp';
export const PREFIX_LETTERS = FAMILY.length + RUN_LETTERS;
export const MARK_LETTERS = PREFIX_LETTERS + OWN_LETTERS + 1;
/** So much of a mark that was cut off still names its photo: 40 bits. */
const CUT_LETTERS_MIN = 8;

/** What all marks of a run begin with: ten letters and digits that no other text holds by accident. */
export function markPrefix(nonce: string): string {
  return FAMILY + base32(`marks|${nonce}`, RUN_LETTERS);
}

/** The mark of one channel of a photo: ASCII, the same for twins. */
export function markOf(nonce: string, photo: Marked, channel: MetadataChannel): string {
  return markPrefix(nonce) + ownLetters(nonce, photo) + channelLetter(channel);
}

/** Whose mark it is: every photo that rightly has it, which are several for twins. `channel` null: cut off. */
export type MarkHolders = { readonly photos: readonly PhotoPlan[]; readonly channel: MetadataChannel | null };

/** Finds out whose a mark is; null when it is nobody's of this run. */
export type MarkBook = (mark: string) => MarkHolders | null;

/** The marks of a plan's photos; give every version as a photo of its own. */
export function createMarkBook(nonce: string, photos: readonly PhotoPlan[]): MarkBook {
  const prefix = markPrefix(nonce);
  const holders = new Map<string, PhotoPlan[]>();
  for (const photo of photos) {
    const own = ownLetters(nonce, photo);
    const known = holders.get(own);
    if (known === undefined) holders.set(own, [photo]);
    else known.push(photo);
  }
  return (mark) => {
    if (!mark.startsWith(prefix)) return null;
    const own = mark.slice(PREFIX_LETTERS, PREFIX_LETTERS + OWN_LETTERS);
    const whole = holders.get(own);
    if (whole !== undefined) return { photos: whole, channel: channelOf(mark.slice(MARK_LETTERS - 1, MARK_LETTERS)) };
    return cutMark(holders, own);
  };
}

/** What a field that was too short, or a buffer that was torn, leaves of a mark still names its photo if no other fits. */
function cutMark(holders: ReadonlyMap<string, readonly PhotoPlan[]>, own: string): MarkHolders | null {
  const fitting = [...holders].filter(([letters]) => letters.startsWith(own.slice(0, CUT_LETTERS_MIN)));
  const [only] = fitting;
  const isLegible = own.length >= CUT_LETTERS_MIN && fitting.length === 1;
  return only === undefined || !isLegible ? null : { photos: only[1], channel: null };
}

function ownLetters(nonce: string, photo: Marked): string {
  return base32(`mark|${nonce}|${photo.contentId}|${drawnAsOf(photo)}`, OWN_LETTERS);
}

/** The alphabet of RFC 4648, in lower case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(key: string, letters: number): string {
  const next = pseudoRandomWords(key);
  return Array.from({ length: letters }, () => ALPHABET.charAt(next() >>> 27)).join('');
}
