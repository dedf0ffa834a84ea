// Whose photos they are. Albums are shared between owners, and both are named so that a weak key takes some of them for
// one another: the bug we look for shows one owner's photo to another.

import { FOLDER_ATTACKS, type NameAttack, attackedStems } from './names.ts';
import { type Random, itemAt } from './random.ts';

/** `albums` are those the owner puts photos into, at least one; other owners use most of them too. */
export type OwnerAlbums = { readonly owner: string; readonly albums: readonly string[] };

/** After so many plain names comes a confusable pair. */
const PLAIN_PER_PAIR = 3;
const ALBUMS_PER_OWNER_MAX = 4;

/** Names are numbered, from so much on for each trial: no trial has as many owners. */
const NUMBERS_PER_TRIAL = 1_000_000;

/**
 * `count` owners of different names; `attacks` are those their names and albums may use. No two trials have an owner in
 * common: a server that caches by address may rightly answer with what it saw there in an earlier trial.
 */
export function drawOwners(
  count: number,
  trial: number,
  attacks: readonly NameAttack[],
  random: Random,
): OwnerAlbums[] {
  const albums = folderNames(2 + Math.min(20, Math.ceil(count / 4)), ALBUM_WORDS, 0, attacks, random);
  return folderNames(count, OWNER_WORDS, trial * NUMBERS_PER_TRIAL, attacks, random).map((owner) => {
    // Squaring prefers the first albums, so that everyone meets in them.
    const drawn = Array.from({ length: 1 + random.below(ALBUMS_PER_OWNER_MAX) }, () =>
      itemAt(albums, Math.floor(random.fraction() ** 2 * albums.length)),
    );
    return { owner, albums: [...new Set(drawn)] };
  });
}

/** `count` different names, numbered from `first` on, some of them in pairs that an allowed attack confuses. */
function folderNames(
  count: number,
  words: readonly string[],
  first: number,
  attacks: readonly NameAttack[],
  random: Random,
): string[] {
  const usable = FOLDER_ATTACKS.filter((attack) => attacks.includes(attack));
  // Names of few albums are not to be hit by the same few attacks in every trial.
  const attackedFirst = random.below(Math.max(1, usable.length));
  const names: string[] = [];
  for (let number = 0; names.length < count; number++) {
    const word = itemAt(words, number % words.length);
    const pair = attackedFirst + Math.floor(number / (PLAIN_PER_PAIR + 1));
    const attack = usable[pair % usable.length];
    if (attack === undefined || number % (PLAIN_PER_PAIR + 1) < PLAIN_PER_PAIR) {
      names.push(first + number < words.length ? word : `${word}${first + number}`);
    } else {
      const from = 2 * random.below(2);
      names.push(...attackedStems(attack, word, first + number, random).slice(from, from + 2));
    }
  }
  return names.slice(0, count);
}

const OWNER_WORDS = (
  'mia noah emma liam ida ben ana leo zoe max eva tom lena paul nora finn clara oskar ella jonas ' +
  'marta hugo alma felix rosa erik lucia anton vera otto'
).split(' ');

const ALBUM_WORDS = 'Summer Trip Family Work Garden Concert Snow Party Old School Pets'.split(' ');
