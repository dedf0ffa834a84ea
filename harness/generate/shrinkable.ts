// A plan drawn from thousands of choices shrinks badly choice by choice: the domain knows larger steps, such as leaving
// out half of the photos. This gives an arbitrary the domain's own way of shrinking.

import fc from 'fast-check';

/**
 * Draws as `drawn` does, without bias towards extremes, which would distort the shares; shrinks by `smaller`, whose
 * candidates must all be smaller by one measure, the boldest first, or shrinking might not end.
 */
export function shrinkable<T>(drawn: fc.Arbitrary<T>, smaller: (value: T) => Iterable<T>): fc.Arbitrary<T> {
  return Object.assign(
    fc.noBias(drawn).map((value) => value),
    {
      canShrinkWithoutContext: (_value: unknown): _value is T => true,
      shrink: (value: T): fc.Stream<fc.Value<T>> => fc.stream(valuesOf(smaller(value))),
    },
  );
}

function* valuesOf<T>(candidates: Iterable<T>): IterableIterator<fc.Value<T>> {
  for (const candidate of candidates) yield new fc.Value(candidate, undefined);
}
