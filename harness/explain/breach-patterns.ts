// What many breaches have in common, counted: where donors stand in the queue, what they are called, and who else got
// them. Which real cause a pattern points to is said elsewhere.

import type { Breach, Donor } from '../model/verdict.ts';

/** How many of the `mixups` show each pattern. */
export type Patterns = {
  readonly mixups: number;
  readonly torn: number;
  readonly foreign: number;
  readonly alien: number;
  /** Seen by the oracle that judges what broken files become. */
  readonly ofBrokenFiles: number;
  /** Mix-ups whose donor has a place in the queue; the next seven are among them. */
  readonly placed: number;
  readonly next: number;
  readonly previous: number;
  readonly before: number;
  /** At most NEAR_PLACES before, or after. */
  readonly shortlyBefore: number;
  readonly shortlyAfter: number;
  /** As far away as most others; meaningful beyond the next place. */
  readonly equallyFar: number;
  readonly nearestPlaces: number;
  readonly farthestPlaces: number;
  /** Base names equal whatever the extension, case or encoding of accents; then also the album; then also the owner. */
  readonly sameName: number;
  readonly sameNameAndAlbum: number;
  readonly siblings: number;
  /** Different names whose first ALIKE_CHARACTERS are equal. */
  readonly alikeBeginnings: number;
  /** The donor's name comes after the victim's in the order of bytes, as `*` lists them. */
  readonly laterByName: number;
  /** The donor got the victim's picture in turn. */
  readonly swapped: number;
  /** The donor is itself a victim, of whatever breach. */
  readonly chained: number;
  /** From victim to donor, and on where that is a victim too, one comes to a photo that was refused. */
  readonly closedUp: number;
  /** Several victims have this donor: all in one batch, or in several. */
  readonly oneDonorInABatch: number;
  readonly oneDonorInBatches: number;
  /** Breaches, not mix-ups: bytes that changed after they had been handed over. */
  readonly rewritten: number;
  /** In a batch of which a job got no answer. */
  readonly besideMissing: number;
  /** The donor is known, and another owner's. */
  readonly known: number;
  readonly crossOwner: number;
};

const NEARLY_ALL = 0.8;
/** About as many jobs as a few workers begin while one of them is at work. */
const NEAR_PLACES = 16;
const ALIKE_CHARACTERS = 32;
/** Two victims may have one donor by chance. */
const VICTIMS_OF_ONE_MIN = 3;

/**
 * `breaches` are all of a run, `mixups` those among them in which a photo shows in place of another; `refused` are the ids
 * of photos that got no thumbnail, though nothing is wrong with them.
 */
export function patternsOf(
  breaches: readonly Breach[],
  mixups: readonly Breach[],
  refused: ReadonlySet<string> = new Set(),
): Patterns {
  const placesOf = mixups.flatMap(({ queueDistance }) => (queueDistance === null ? [] : [queueDistance]));
  const kind = (name: Breach['kind']) => mixups.filter((breach) => breach.kind === name).length;
  const placed = (holds: (places: number) => boolean) => placesOf.filter(holds).length;
  const donated = (holds: (breach: Breach, donor: Donor) => boolean) =>
    mixups.filter((breach) => breach.donors.some((donor) => holds(breach, donor))).length;
  const sameName = ({ victim }: Breach, donor: Donor) => stemOf(donor.photo) === stemOf(victim.photo);
  const sameAlbum = ({ victim }: Breach, donor: Donor) => donor.album === victim.album;

  const victims = new Set(breaches.map(({ victim }) => victim.id));
  const pairs = new Set(mixups.flatMap(({ victim, donors }) => donors.map(({ id }) => `${victim.id}>${id}`)));
  const groups = victimsByDonor(mixups).filter((group) => group.length >= VICTIMS_OF_ONE_MIN);
  const inOneBatch = groups.filter((group) => new Set(group.map(({ batch }) => batch)).size === 1);
  const short = new Set(breaches.flatMap((breach) => (breach.kind === 'missing' ? [breach.batch] : [])));
  const commonest = mostCommon(placesOf);
  return {
    mixups: mixups.length,
    torn: kind('torn'),
    foreign: kind('foreign'),
    alien: kind('alien'),
    ofBrokenFiles: mixups.filter(({ oracle }) => oracle === 'containment').length,
    placed: placesOf.length,
    next: placed((places) => places === 1),
    previous: placed((places) => places === -1),
    before: placed((places) => places < 0),
    shortlyBefore: placed((places) => places < 0 && places >= -NEAR_PLACES),
    shortlyAfter: placed((places) => places > 0 && places <= NEAR_PLACES),
    equallyFar: placed((places) => places === commonest && Math.abs(places) > 1),
    nearestPlaces: Math.min(...placesOf),
    farthestPlaces: Math.max(...placesOf),
    sameName: donated(sameName),
    sameNameAndAlbum: donated((breach, donor) => sameName(breach, donor) && sameAlbum(breach, donor)),
    siblings: donated(
      (breach, donor) => sameName(breach, donor) && sameAlbum(breach, donor) && donor.owner === breach.victim.owner,
    ),
    laterByName: donated(
      ({ victim }, donor) => Buffer.compare(Buffer.from(donor.photo), Buffer.from(victim.photo)) > 0,
    ),
    alikeBeginnings: donated(({ victim }, donor) => beginAlike(victim.photo, donor.photo)),
    swapped: donated(({ victim }, donor) => pairs.has(`${donor.id}>${victim.id}`)),
    chained: donated((_breach, donor) => victims.has(donor.id)),
    closedUp: donated(leadsTo(refused, mixups)),
    oneDonorInABatch: inOneBatch.flat().length,
    oneDonorInBatches: groups.flat().length - inOneBatch.flat().length,
    rewritten: breaches.filter((breach) => breach.kind === 'mutated').length,
    besideMissing: mixups.filter(({ batch }) => short.has(batch)).length,
    known: mixups.filter(({ donors }) => donors.length > 0).length,
    crossOwner: mixups.filter(({ donors, severity }) => donors.length > 0 && severity === 'cross-owner').length,
  };
}

/** True when nearly all show a pattern. */
export function isMost(count: number, of: number): boolean {
  return of > 0 && count >= NEARLY_ALL * of;
}

function victimsByDonor(mixups: readonly Breach[]): Breach[][] {
  const groups = new Map<string, Breach[]>();
  for (const breach of mixups) {
    for (const { id } of breach.donors) {
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [breach]);
      else group.push(breach);
    }
  }
  return [...groups.values()];
}

/** Whether a donor, or the donor of that donor, and so on, is among the `refused`. */
function leadsTo(refused: ReadonlySet<string>, mixups: readonly Breach[]): (breach: Breach, donor: Donor) => boolean {
  const donorsOf = new Map<string, string[]>();
  for (const { victim, donors } of mixups)
    donorsOf.set(victim.id, [...(donorsOf.get(victim.id) ?? []), ...donors.map(({ id }) => id)]);
  return (_breach, donor) => {
    const reached = new Set([donor.id]);
    for (const id of reached) {
      if (refused.has(id)) return true;
      for (const next of donorsOf.get(id) ?? []) reached.add(next);
    }
    return false;
  };
}

function mostCommon(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

/** What a name is without its extension, whatever its case or the encoding of its accents. */
export function stemOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.[^.]*$/, '');
}

/** Different names whose first ALIKE_CHARACTERS are equal. */
export function beginAlike(one: string, other: string): boolean {
  return one !== other && one.length > ALIKE_CHARACTERS && other.startsWith(one.slice(0, ALIKE_CHARACTERS));
}
