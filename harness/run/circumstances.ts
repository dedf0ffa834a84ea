// "Every test had passed", and none of them had asked for an archived photo while a neighbour was called off. So each answer
// is entered under all that surrounded it, as far as the history and the plan tell.

import { plannedKeyOf } from '../model/ask-rounds.ts';
import { CIRCUMSTANCES, crowdOf, type Circumstance, type CircumstanceCount } from '../model/circumstances.ts';
import type { HistoryEvent } from '../model/history.ts';
import { photoAt } from '../model/photo-versions.ts';
import type { Ask, Change, TrialPlan } from '../model/plan.ts';

export type CircumstanceFold = {
  /** From now on, answers are to asks of this plan. */
  readonly begin: (plan: Asked) => void;
  readonly see: (event: HistoryEvent) => void;
  /** Of all answers under load so far, most frequent first. */
  /** Jobs in flight at once since the plan was begun, at most. */
  readonly inFlightMax: () => number;
  readonly counts: () => readonly CircumstanceCount[];
};

type Asked = Pick<TrialPlan, 'photos' | 'workload'>;
type OpenBatch = { readonly owed: Set<string>; crowd: number; around: number };

export function countCircumstances(): CircumstanceFold {
  const counts = new Map<number, number>();
  const open = new Map<number, OpenBatch>();
  let own: (key: string) => number = () => 0;
  /** Of the batch that is asked next. */
  let before = 0;
  let inFlight = 0;
  let most = 0;
  let sinceOpened = 0;
  let wasKilled = false;

  const crowd = () => {
    most = Math.max(most, inFlight);
    for (const batch of open.values()) batch.crowd = Math.max(batch.crowd, inFlight);
  };
  const around = (circumstance: Circumstance) => {
    for (const batch of open.values()) batch.around |= bitOf(circumstance);
  };
  const settle = (number: number) => {
    inFlight -= open.get(number)?.owed.size ?? 0;
    open.delete(number);
  };
  return {
    begin: (plan) => {
      const ownOf = ownCircumstances(plan);
      own = (key) => {
        const planned = plannedKeyOf(key);
        return ownOf(planned) | (planned === key ? 0 : bitOf('asked again'));
      };
      wasKilled = false;
      most = 0;
    },
    see: (event) => {
      switch (event.kind) {
        case 'asked': {
          if (event.phase !== 'load') return;
          inFlight += event.keys.length;
          open.set(event.batch, { owed: new Set(event.keys), crowd: 0, around: sinceOpened | before });
          before = 0;
          return crowd();
        }
        case 'answered':
        case 'refused': {
          const batch = open.get(event.batch);
          if (batch?.owed.delete(event.key) !== true) return;
          inFlight -= 1;
          if (event.kind === 'refused') return;
          const mask = own(event.key) | batch.around | bitOf(crowdOf(batch.crowd));
          counts.set(mask, (counts.get(mask) ?? 0) + 1);
          return;
        }
        case 'settled':
          return settle(event.batch);
        case 'troubled':
          if (event.reads.length > 0) before |= bitOf('beside a read in trouble');
          if (event.transfers.length > 0) before |= bitOf('beside a request in trouble');
          return;
        case 'obstructed':
          before |= bitOf('beside a write in trouble');
          return;
        case 'paused':
          before |= bitOf('at a pause');
          return around('at a pause');
        case 'timed-out':
          return around('beside a batch given up');
        case 'cancelled':
          return around('beside a batch called off');
        case 'upgraded':
          if (event.detail !== null) return;
          sinceOpened |= bitOf('beside or after an upgrade');
          return around('beside or after an upgrade');
        case 'killed':
          wasKilled = true;
          return;
        case 'opened':
          sinceOpened = wasKilled && event.phase === 'load' ? bitOf('after a kill') : 0;
          wasKilled = false;
          return;
        case 'trial-started':
        case 'changed':
        case 'given-up':
        case 'met':
        case 'incident':
        case 'interleaved':
        case 'late':
        case 'mutated':
        case 'closed':
        case 'breach':
        case 'ended':
          return;
        default:
          return event satisfies never;
      }
    },
    inFlightMax: () => most,
    counts: () =>
      [...counts]
        .map(([mask, thumbnails]) => ({
          circumstances: CIRCUMSTANCES.filter((circumstance) => (mask & bitOf(circumstance)) !== 0),
          thumbnails,
        }))
        .toSorted((one, other) => other.thumbnails - one.thumbnails),
  };
}

const BITS: ReadonlyMap<Circumstance, number> = new Map(CIRCUMSTANCES.map((name, index) => [name, 1 << index]));

function bitOf(circumstance: Circumstance): number {
  return BITS.get(circumstance) ?? 0;
}

const CHANGED: Readonly<Record<Change['kind'], Circumstance>> = {
  replaced: 'replaced before',
  recreated: 'created anew before',
  archived: 'archived meanwhile',
  moved: 'moved before',
};

/** What an ask's own photo and batch bring along, by the ask's key. */
function ownCircumstances(plan: Asked): (key: string) => number {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const masks = new Map<string, number>();
  const seen = new Set<string>();
  for (const batch of plan.workload.batches) {
    const broken = batch.filter(({ photo }) => photos.get(photo)?.damage !== null).length;
    for (const ask of batch) {
      const photo = photos.get(ask.photo);
      if (photo === undefined) continue;
      const isBesideBroken = broken > (photo.damage === null ? 0 : 1);
      let mask = isBesideBroken ? bitOf('beside a broken photo') : 0;
      if (photo.uploaded === 'meanwhile') mask |= bitOf('uploaded meanwhile');
      if (photoAt(photo, ask.version).archived) mask |= bitOf('archived');
      if (photo.nameAttack !== 'plain') mask |= bitOf('name built to collide');
      for (const { kind } of photo.changes.slice(0, ask.version - photo.version)) mask |= bitOf(CHANGED[kind]);
      if (seen.has(pairOf(ask))) mask |= bitOf('asked again');
      seen.add(pairOf(ask));
      masks.set(ask.key, mask);
    }
  }
  return (key) => masks.get(key) ?? 0;
}

function pairOf({ photo, version, recipe }: Ask): string {
  return `${photo}@${version}|${recipe}`;
}
