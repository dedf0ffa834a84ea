// Before the load the thumbnailer works alone on a few photos. What it makes of them is its profile; what it cannot take
// is left out of the load by name; and how well leaks can be seen in its output is measured, not assumed.

import type { Bench, Opened } from './bench.ts';
import { learnAll, type Learned } from './calibration-lessons.ts';
import { carriedBy } from '../generate/carried.ts';
import { planCalibration, planNameProbe } from '../generate/calibration.ts';
import { NAME_ATTACKS } from '../generate/names.ts';
import type { JobEntry } from '../judge/job-book.ts';
import { createJobBook, ROUND_MARK } from '../judge/job-book.ts';
import type { Incident } from '../model/adapter.ts';
import { plainJobs, plainPhoto } from '../model/plain-job.ts';
import { askKey, type Ask, type PhotoPlan, type TrialPlan } from '../model/plan.ts';
import { materialise, type ArchiveForm } from '../materialise/materialise.ts';
import type { RunEvent } from '../run/run-event.ts';

const PHOTOS_PER_CLASS = 24;
/** Asked twice alone, per recipe and source class, to learn whether bytes repeat. */
const ASKED_TWICE = 3;
/** The archived forms in order of preference: the first that it can read is used (DESIGN §3). */
const ARCHIVE_FORMS: readonly ArchiveForm[] = [
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
};

export async function calibrate(bench: Bench): Promise<Calibration> {
  let generateMs = 0;
  let aloneMs = 0;
  let narrowed: readonly string[] = [];
  for (const [attempt, archiveForm] of ARCHIVE_FORMS.entries()) {
    const photos = carriedBy(
      planCalibration({ ...bench.options, photosPerClass: PHOTOS_PER_CLASS, nameAttacks: [] }),
      bench.carriers,
    );
    const names = carriedBy(planNameProbe({ ...bench.options, nameAttacks: NAME_ATTACKS }), bench.carriers);
    const opened = await bench.open();
    if (opened.kind === 'misconfigured') return { kind: 'misconfigured', says: opened.detail };
    if (opened.kind === 'incident') return { kind: 'ended', incidents: [opened], extra: [], log: '' };
    const beganMs = bench.now();
    const laid = await lay(bench, opened, photos, names, archiveForm, attempt);
    if (laid === null) return { kind: 'aborted' };
    generateMs += bench.now() - beganMs;
    const askedMs = bench.now();
    const outcome = await askAlone(bench, opened, [photos, names], laid);
    aloneMs += bench.now() - askedMs;
    if (bench.signal.aborted) return { kind: 'aborted' };
    if (outcome.incidents.length > 0 || outcome.extra.length > 0) return { kind: 'ended', ...outcome };
    const archived = outcome.answers.filter((answer) => answer.entry.photo.archived);
    const unread = archived.length > 0 && archived.every((answer) => answer.bytes === null);
    if (unread && attempt + 1 < ARCHIVE_FORMS.length) {
      narrowed = [
        ...narrowed,
        `archived photos as ${archiveForm.format}: it reads none (${archived[0]?.refusal ?? 'no answer'})`,
      ];
      continue;
    }
    const learned = await learnAll(bench, [photos, names], outcome.answers, archiveForm);
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

/** Lays the photos of both plans; null when it was aborted. */
async function lay(
  bench: Bench,
  opened: Extract<Opened, { kind: 'opened' }>,
  photos: TrialPlan,
  names: TrialPlan,
  archiveForm: ArchiveForm,
  attempt: number,
) {
  const of = photos.photos.length + names.photos.length;
  let done = 0;
  const archive = opened.instance.archive;
  const layPlan = (plan: TrialPlan, folder: string) =>
    materialise(plan.photos, {
      nonce: plan.nonce,
      carrierOf: bench.carriers.carrierOf,
      photosFolder: bench.photosFolder(`${folder}-${attempt}`),
      cacheFolder: bench.options.cacheFolder,
      archiveForm,
      archive: archive === null ? null : (photo, path) => archive(plainPhoto(photo, path)),
      signal: bench.signal,
      onProgress: () => bench.progress({ phase: 'painting calibration photos', done: ++done, of }),
    });
  try {
    const first = await layPlan(photos, 'calibration');
    const second = await layPlan(names, 'names');
    const probed = new Set(names.photos);
    return (photo: PhotoPlan) => (probed.has(photo) ? second.pathOf(photo) : first.pathOf(photo));
  } catch (error) {
    if (!bench.signal.aborted) throw error;
    await opened.instance.close();
    return null;
  }
}

async function askAlone(
  bench: Bench,
  opened: Extract<Opened, { kind: 'opened' }>,
  plans: readonly TrialPlan[],
  pathOf: (photo: PhotoPlan) => string,
) {
  const books = plans.map(createJobBook);
  const find = (key: string) => books.map((book) => book.find(key)).find((entry) => entry !== undefined);
  const once = plans.flatMap((plan) => plan.workload.batches.flat().map(plainJobs(plan, pathOf)));
  const [photos] = plans;
  const again = photos === undefined ? [] : askedAgain(photos).map(plainJobs(photos, pathOf));
  const jobs = [...once, ...again];
  const answers: AloneAnswer[] = [];
  const incidents: Incident[] = [];
  const extra: CalibrationExtra[] = [];
  const answered = new Set<string>();
  let log = '';
  const note = (event: Extract<RunEvent, { kind: 'thumbnail' | 'refused' }>) => {
    const entry = find(event.key);
    if (entry === undefined || answered.has(event.key)) {
      extra.push({ key: event.key, again: entry !== undefined });
      return;
    }
    answered.add(event.key);
    const round = event.key.includes(ROUND_MARK) ? 2 : 1;
    if (event.kind === 'thumbnail')
      answers.push({ entry, round, bytes: event.bytes.slice(), digest: event.digest, refusal: null });
    else answers.push({ entry, round, bytes: null, digest: null, refusal: event.reason });
  };
  const run = bench.ask({
    phase: 'calibrate',
    opened,
    batches: jobs.map((job) => [job]),
    batchesInFlight: 1,
    maxIncidents: 1,
  });
  for await (const event of run) {
    switch (event.kind) {
      case 'thumbnail':
      case 'refused':
        note(event);
        bench.progress({ phase: 'calibrating', done: answers.length, of: jobs.length });
        break;
      case 'incident':
        incidents.push({ kind: 'incident', incident: event.incident, detail: event.detail });
        break;
      case 'settled':
        // No answer alone is a refusal without words.
        for (const key of event.asked) {
          const entry = find(key);
          if (!answered.has(key) && entry !== undefined)
            answers.push({ entry, round: 1, bytes: null, digest: null, refusal: 'no answer' });
        }
        break;
      case 'late':
        extra.push({ key: event.answer.key, again: find(event.answer.key) !== undefined });
        break;
      case 'closed':
        log = event.log;
        break;
      case 'asked':
      case 'reopened':
      case 'mutated':
      case 'ended':
        break;
      default:
        event satisfies never;
    }
  }
  return { answers, incidents, extra, log };
}

/** The first few asks of each recipe and source class, under keys of a second round. */
function askedAgain(plan: TrialPlan): readonly Ask[] {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const counts = new Map<string, number>();
  return plan.workload.batches.flat().flatMap((ask) => {
    const group = `${ask.recipe}|${photos.get(ask.photo)?.archived}`;
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    return count < ASKED_TWICE ? [{ ...ask, key: askKey(`${ask.key}${ROUND_MARK}2`) }] : [];
  });
}
