// What an attack makes of the photos of its group: names that collide, and whatever else must be alike for the weakness
// to matter, such as one extension, one size or one modification time.

import type { SourceFormat } from '../model/plan.ts';
import type { AttackGroup } from './attack-groups.ts';
import { extensionOf } from './file-name.ts';
import { type NameAttack, attackedFileNames, formatIndexIn } from './names.ts';
import { type PhotoTraits, formatsFor, inFormat } from './photo-traits.ts';
import { type Random, itemAt } from './random.ts';
import type { PhotoSlot } from './slots.ts';

/** `agesWith` indexes the photo whose modification time this one has. */
export type AttackedPhoto = {
  readonly attack: NameAttack;
  readonly name: string;
  readonly traits: PhotoTraits;
  readonly agesWith: number;
};

/** By index of the slot; photos under no attack are absent. */
export function attackedPhotos(
  groups: readonly AttackGroup[],
  slots: readonly PhotoSlot[],
  traits: readonly PhotoTraits[],
  formats: readonly SourceFormat[],
  random: Random,
): ReadonlyMap<number, AttackedPhoto> {
  const attacked = new Map<number, AttackedPhoto>();
  groups.forEach(({ attack, members }, number) => {
    const leader = itemAt(members, 0);
    const own = members.map((member) => itemAt(traits, member));
    const alike = alikeFor(attack, own, random.shuffled(formatsFor(itemAt(slots, leader).kind, formats)));
    const extensions = alike.map(({ format }) => extensionOf(format));
    const names = attackedFileNames(attack, random.pick(WORDS), number, extensions, random);
    members.forEach((member, index) => {
      const agesWith = attack === 'equal-size-and-mtime' ? leader : member;
      attacked.set(member, { attack, name: itemAt(names, index), traits: itemAt(alike, index), agesWith });
    });
  });
  return attacked;
}

/** The first keeps its format; the others follow it, or take every other format there is in turn. */
function alikeFor(attack: NameAttack, own: readonly PhotoTraits[], formats: readonly SourceFormat[]): PhotoTraits[] {
  const first = itemAt(own, 0);
  const dealt = [first.format, ...formats.filter((format) => format !== first.format)];
  return own.map((traits, index) => {
    const format = itemAt(dealt, formatIndexIn(attack, index) % dealt.length);
    const size = attack === 'equal-size-and-mtime' ? { widthPx: first.widthPx, heightPx: first.heightPx } : {};
    return inFormat({ ...traits, ...size }, format);
  });
}

const WORDS = 'beach picnic kitten sunset birthday harbour skating train castle meadow market'.split(' ');
