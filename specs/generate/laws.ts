// The laws that every arbitrary of the harness is held to, told as one list of breaches.

import fc from 'fast-check';

/** `problems` lists what makes a value invalid; `measure` must get smaller with every shrink and is never negative. */
export type Lawful<T> = {
  readonly arbitrary: fc.Arbitrary<T>;
  readonly problems: (value: T) => readonly string[];
  readonly measure: (value: T) => number;
};

const SAMPLES = 6;
const CANDIDATES_PER_VALUE = 200;

/** Same seed, same value; always valid; every shrink candidate valid and smaller, so that shrinking ends. */
export function lawBreaches<T>({ arbitrary, problems, measure }: Lawful<T>, seed: number): readonly string[] {
  const sample = () => fc.sample(arbitrary, { seed, numRuns: SAMPLES });
  const sameTwice = JSON.stringify(sample()) === JSON.stringify(sample());
  return [
    ...(sameTwice ? [] : [`seed ${seed} gave two different samples`]),
    ...fc
      .sample(undrawn(arbitrary), { seed, numRuns: SAMPLES })
      .flatMap((drawn) => [
        ...problems(drawn.value).map((problem) => `drawn: ${problem}`),
        ...shrinkBreaches(drawn),
        ...descentBreaches(drawn),
      ]),
  ];

  function shrinkBreaches(from: fc.Value<T>): string[] {
    return firstOf(arbitrary.shrink(from.value_, from.context), CANDIDATES_PER_VALUE).flatMap(({ value }) => [
      ...problems(value).map((problem) => `shrunk: ${problem}`),
      ...(measure(value) < measure(from.value)
        ? []
        : [`shrunk from ${measure(from.value)} to ${measure(value)}: ${JSON.stringify(value).slice(0, 200)}`]),
    ]);
  }

  /** Follows the first candidate to the end, as a property that always fails does, with the laws checked on the way. */
  function descentBreaches(from: fc.Value<T>): string[] {
    const breaches: string[] = [];
    for (let at = from; ; ) {
      const [next] = firstOf(arbitrary.shrink(at.value_, at.context), 1);
      if (next === undefined) return breaches;
      breaches.push(...problems(next.value).map((problem) => `on the way down: ${problem}`));
      if (measure(next.value) >= measure(at.value)) return [...breaches, 'the first candidate is not smaller'];
      at = next;
    }
  }
}

/** Draws the value together with its context, which fast-check otherwise keeps to itself. */
function undrawn<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<fc.Value<T>> {
  const shell: fc.Arbitrary<fc.Value<T> | null> = fc.constant(null);
  return Object.assign(
    shell.filter((value): value is fc.Value<T> => value !== null),
    {
      generate: (random: fc.Random, bias: number | undefined) =>
        new fc.Value(arbitrary.generate(random, bias), undefined),
    },
  );
}

function firstOf<T>(items: Iterable<T>, count: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    first.push(item);
    if (first.length === count) break;
  }
  return first;
}
