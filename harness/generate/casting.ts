// Who owns which photo, and in which album. A collision matters most when it crosses owners, so every attack group
// spans two owners at least, and where its names differ also holds two photos of one album.

import type { AttackGroup } from './attack-groups.ts';
import type { OwnerAlbums } from './owners.ts';
import { type Random, itemAt } from './random.ts';

export type Place = { readonly owner: string; readonly album: string };

/**
 * A place for each of `photos` photos. Every owner gets one where there are enough photos; beyond that some owners have
 * many. Two members of a group share owner and album only when its names differ.
 */
export function castPhotos(
  photos: number,
  groups: readonly AttackGroup[],
  owners: readonly OwnerAlbums[],
  random: Random,
): Place[] {
  const deck = random.shuffled(owners);
  let dealt = 0;
  const nextOwner = () => itemAt(deck, dealt++ % deck.length);
  const anyOwner = () => itemAt(deck, Math.floor(random.fraction() ** 1.5 * deck.length));
  const places = new Map<number, Place>();
  for (const group of groups) {
    const [one, two] = [nextOwner(), nextOwner()];
    // Both put the photo into the same album half of the time, as members of a shared album do.
    const shared = random.pick(one.albums);
    const other = random.below(2) === 0 ? shared : random.pick(two.albums);
    const differ = group.attack !== 'same-base-name' && group.attack !== 'same-stem-other-extension';
    const elsewhere = (album: string, owner: OwnerAlbums) =>
      differ ? album : (owner.albums.find((own) => own !== album) ?? `${album}-2`);
    const four = [
      { owner: one.owner, album: shared },
      { owner: two.owner, album: other },
      { owner: one.owner, album: elsewhere(shared, one) },
      { owner: two.owner, album: elsewhere(other, two) },
    ];
    group.members.forEach((member, index) => places.set(member, itemAt(four, index)));
  }
  const singles = random.shuffled(
    Array.from({ length: photos }, (_, photo) => photo).filter((photo) => !places.has(photo)),
  );
  for (const photo of singles) {
    const owner = dealt < deck.length ? nextOwner() : anyOwner();
    places.set(photo, { owner: owner.owner, album: random.pick(owner.albums) });
  }
  return Array.from({ length: photos }, (_, photo) => {
    const place = places.get(photo);
    if (place === undefined) throw new RangeError(`Expected a place for photo ${photo} of ${photos}, got none.`);
    return place;
  });
}
