// A claim in an issue is worth what a stranger can repeat. Each point of an issue is a module that measures it: named
// steps that can be interrupted, and a conclusion that says what was claimed, what was seen, and whether it held.

/** `full` is what the issue asks for; `ci` is the part of it that fits into every change's checks. */
export type Share = 'full' | 'ci';

/** One recipe: calibration takes a quarter of the time, and a proof in CI is not about recipes. */
export const CI_RECIPE = ['--sizes', '128x128', '--formats', 'jpeg'] as const;

/**
 * A gate on a correct thumbnailer that a change can wait for. It is too small for a verdict, so it shows only that
 * nothing is reported that is not there.
 */
export const CI_SAMPLE = [...CI_RECIPE, '--thumbnails', '300', '--inconclusive', 'warn'] as const;

/** What a step measured, flat, so that it survives as a line of JSON. */
export type Figures = Readonly<Record<string, string | number | boolean | null>>;

/** `id` is stable: an interrupted proof goes on with the first step whose id is not done. */
export type Step = { readonly id: string; readonly run: () => Promise<Figures> };
export type DoneStep = { readonly id: string; readonly figures: Figures };

export type Claim = {
  readonly says: string;
  readonly expected: string;
  readonly measured: string;
  readonly holds: boolean;
};
export type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
export type Conclusion = { readonly claims: readonly Claim[]; readonly table: Table };

export type Point = {
  readonly title: string;
  readonly steps: (share: Share) => readonly Step[];
  /** `done` holds every step of the share, in order. */
  readonly conclude: (done: readonly DoneStep[], share: Share) => Conclusion;
};

/** A figure that must be a number. Throws with the step's name when it is not: a proof never fills a gap. */
export function numberIn({ id, figures }: DoneStep, name: string): number {
  const value = figures[name];
  if (typeof value === 'number') return value;
  throw new TypeError(`Expected the figure "${name}" of step "${id}" to be a number, got ${JSON.stringify(value)}.`);
}

/** A figure as people read it; a dash where nothing was measured. */
export function textIn({ figures }: DoneStep, name: string): string {
  const value = figures[name];
  return value === undefined || value === null || value === '' ? '–' : String(value);
}

/** The step of that id. Throws when it was not run. */
export function stepOf(done: readonly DoneStep[], id: string): DoneStep {
  const step = done.find((candidate) => candidate.id === id);
  if (step === undefined)
    throw new RangeError(`Expected a step "${id}", got ${done.map((each) => each.id).join(', ')}.`);
  return step;
}

/** Each subject that has a step, with it. A spec may run some steps of a point; a proof runs them all. */
export function withSteps<Subject>(
  subjects: readonly Subject[],
  idOf: (subject: Subject) => string,
  done: readonly DoneStep[],
): readonly { readonly subject: Subject; readonly step: DoneStep }[] {
  return subjects.flatMap((subject) => {
    const step = done.find(({ id }) => id === idOf(subject));
    return step === undefined ? [] : [{ subject, step }];
  });
}

/** A claim about a number that may be at most `most`; `unit` is written after both numbers. */
export function atMost(says: string, most: number, measured: number, unit = ''): Claim {
  return { says, expected: `≤ ${most}${unit}`, measured: `${short(measured)}${unit}`, holds: measured <= most };
}

/** A claim about a number that must reach `least`. */
export function atLeast(says: string, least: number, measured: number, unit = ''): Claim {
  return { says, expected: `≥ ${least}${unit}`, measured: `${short(measured)}${unit}`, holds: measured >= least };
}

export function equals(says: string, expected: string | number, measured: string | number): Claim {
  return { says, expected: String(expected), measured: String(measured), holds: expected === measured };
}

/** Four significant digits: more would claim a precision that a shared machine does not have. */
export function short(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
