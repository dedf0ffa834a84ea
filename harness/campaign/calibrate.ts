// Before the load the thumbnailer works alone on a few photos. What it makes of them is its profile; what it cannot take
// is left out of the load by name; and how well leaks can be seen in its output is measured, not assumed.

import type { Bench } from './bench.ts';
import { learnAll, type Learned } from './calibration-lessons.ts';
import { carriedBy } from '../generate/carried.ts';
import { planCalibration, planDamageProbe, planNameProbe, planOddProbe } from '../generate/calibration.ts';
import { NAME_ATTACKS } from '../generate/names.ts';
import type { JobEntry } from '../judge/job-book.ts';
import type { Incident } from '../model/adapter.ts';
import type { TrialPlan } from '../model/plan.ts';
import { layAlone, type AlonePlans } from './photos-alone.ts';
import { askAlone } from './questions-alone.ts';
import type { ArchiveForm } from '../materialise/materialise.ts';

const PHOTOS_PER_CLASS = 24;
/** The archived forms in order of preference: the first that it can read is used (DESIGN §3). */
export const ARCHIVE_FORMS: readonly ArchiveForm[] = [
  { format: 'webp', quality: 50 },
  { format: 'jpeg', quality: 50 },
];

/** `msPerThumbnail`: how long one took alone. */
export type Calibrated = {
  readonly kind: 'calibrated';
  readonly archiveForm: ArchiveForm;
  readonly msPerThumbnail: number;
  readonly generateMs: number;
} & Learned;

export type Calibration =
  | Calibrated
  | {
      readonly kind: 'ended';
      readonly incidents: readonly Incident[];
      readonly extra: readonly CalibrationExtra[];
      readonly log: string;
    }
  | { readonly kind: 'misconfigured'; readonly says: string }
  | { readonly kind: 'aborted' };

/** An answer that no calibration question led to. */
export type CalibrationExtra = { readonly key: string; readonly again: boolean };

/** What came back for one question asked alone. */
export type AloneAnswer = {
  readonly entry: JobEntry;
  readonly round: number;
  readonly bytes: Uint8Array | null;
  readonly digest: string | null;
  readonly refusal: string | null;
  /** No answer alone counts as a refusal without words. */
  readonly isUnanswered?: boolean;
};

export async function calibrate(bench: Bench): Promise<Calibration> {
  let generateMs = 0;
  let aloneMs = 0;
  let narrowed: readonly string[] = [];
  for (const [attempt, archiveForm] of ARCHIVE_FORMS.entries()) {
    const plans = plansFor(bench);
    const opened = await bench.open();
    if (opened.kind === 'misconfigured') return { kind: 'misconfigured', says: opened.detail };
    if (opened.kind === 'incident') return { kind: 'ended', incidents: [opened], extra: [], log: '' };
    const beganMs = bench.now();
    const laid = await layAlone(bench, opened, plans, archiveForm, String(attempt));
    if (laid === null) return { kind: 'aborted' };
    generateMs += bench.now() - beganMs;
    const askedMs = bench.now();
    const outcome = await askAlone(bench, opened, plans, laid);
    aloneMs += bench.now() - askedMs;
    if (bench.signal.aborted) return { kind: 'aborted' };
    if (outcome.incidents.length > 0 || outcome.extra.length > 0) {
      const { incidents, extra, log } = outcome;
      return { kind: 'ended', incidents, extra, log };
    }
    const archived = outcome.answers.filter((answer) => answer.entry.photo.archived);
    const unread = archived.length > 0 && archived.every((answer) => answer.bytes === null);
    if (unread && attempt + 1 < ARCHIVE_FORMS.length) {
      narrowed = [
        ...narrowed,
        `archived photos as ${archiveForm.format}: it reads none (${archived[0]?.refusal ?? 'no answer'})`,
      ];
      continue;
    }
    const learned = await learnAll(bench, plans, outcome, archiveForm);
    const msPerThumbnail = aloneMs / Math.max(1, outcome.answers.length);
    return {
      kind: 'calibrated',
      archiveForm,
      msPerThumbnail,
      generateMs,
      ...learned,
      narrowed: [...bench.carriers.says, ...narrowed, ...learned.narrowed],
    };
  }
  throw new Error('Expected the last archived form to end the calibration; this is a fault in thumbproof.');
}

/** What is asked alone; photographs without a signature are never odd nor broken, for nothing in them would tell whose they are. */
function plansFor({ options, carriers }: Bench): AlonePlans & { readonly names: TrialPlan } {
  const carried = (plan: TrialPlan) => carriedBy(plan, carriers);
  return {
    photos: carried(planCalibration({ ...options, photosPerClass: PHOTOS_PER_CLASS, nameAttacks: [] })),
    names: carried(planNameProbe({ ...options, nameAttacks: NAME_ATTACKS })),
    odd: carriers.marked ? carried(planOddProbe(options)) : null,
    damage: carriers.marked ? planDamageProbe(options) : null,
  };
}
