// Specs name what they hold a subject to by calling describe and it. Here the calls are written down, so that any one of
// them can be tried at any time, in any order.

import { format } from 'node:util';
import { expect } from 'vitest';
import type { Namespace } from './fresh-modules.ts';

/** One spec. `name` is that of its groups and its own, unlike that of any other in its file. Rejects or throws where it does not hold. */
export type Spec = { readonly name: string; readonly holds: () => unknown };

export type SpecBook = {
  /** What specs import from Vitest: describe, it, it.each and expect. */
  readonly vitest: Namespace;
  /** All specs written down since the last call. */
  readonly taken: () => readonly Spec[];
};

type Body = (...values: readonly unknown[]) => unknown;

export function createSpecBook(): SpecBook {
  const groups: string[] = [];
  const specs: Spec[] = [];

  function describe(name: string, body: () => void): void {
    groups.push(name);
    body();
    groups.pop();
  }

  function it(name: string, body: Body): void {
    const full = [...groups, name].join(' ');
    const same = specs.filter((spec) => spec.name === full || spec.name.startsWith(`${full} #`)).length;
    specs.push({ name: same === 0 ? full : `${full} #${same + 1}`, holds: () => body() });
  }

  const each = (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const row of rows) {
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      it(format(name, ...values.slice(0, name.split('%').length - 1)), () => body(...values));
    }
  };

  return {
    vitest: { describe, it: Object.assign(it, { each }), expect },
    taken: () => specs.splice(0),
  };
}
