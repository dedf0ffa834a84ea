// A new version takes over while the old one still has work in hand: nobody waits for it, and so what is asked meanwhile
// is asked of both.

import type { Instance } from '../model/adapter.ts';
import type { Witness } from './witness.ts';

export type Upgrades = {
  /** Begins, on an instance that can. */
  readonly begin: (instance: Instance, to: string) => void;
  /** Resolves when all that were begun have ended, well or not. */
  readonly ended: () => Promise<unknown>;
};

/** `fail` is given what `tell` throws. */
export function createUpgrades(tell: Pick<Witness, 'upgraded'>, fail: (error: unknown) => void): Upgrades {
  const begun = new Set<Promise<void>>();
  return {
    begin: (instance, to) => {
      if (instance.upgrade === null) return;
      const upgraded = instance
        .upgrade(to)
        .then(
          () => tell.upgraded(to, null),
          (error: unknown) => tell.upgraded(to, error instanceof Error ? error.message : String(error)),
        )
        .catch(fail)
        .finally(() => begun.delete(upgraded));
      begun.add(upgraded);
    },
    ended: () => Promise.all(begun),
  };
}
