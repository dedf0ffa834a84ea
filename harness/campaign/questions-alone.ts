// Asking alone: one question after the other, each answer kept. Broken files come last, because a thumbnailer may die of
// one: it is started again, spared that kind of file, and asked on.

import type { AloneAnswer, CalibrationExtra } from './calibrate.ts';
import type { AlonePlans } from './photos-alone.ts';
import type { Bench, Opened } from './bench.ts';
import { createJobBook } from '../judge/job-book.ts';
import { damageFormOf, damageName } from '../model/damage.ts';
import type { Incident, PlainJob } from '../model/adapter.ts';
import { plainJobs } from '../model/plain-job.ts';
import { keyInRound, roundOf } from '../model/ask-rounds.ts';
import { STEADY, type Ask, type PhotoPlan, type TrialPlan } from '../model/plan.ts';
import type { RunEvent } from '../run/run-event.ts';

/** Asked twice alone, per recipe and source class, to learn whether bytes repeat. */
const ASKED_TWICE = 3;

/** How the reason of a refusal begins when a signal ended the process. */
const KILLED = 'it was killed by';

/** Every answer, and what else came. `deaths` says, by the name of a damage, how such a file ended the thumbnailer. */
export async function askAlone(
  bench: Bench,
  opened: Extract<Opened, { kind: 'opened' }>,
  { photos, names, odd, damage }: AlonePlans,
  pathOf: (photo: PhotoPlan) => string,
) {
  const plans = [photos, names, odd, damage].filter((plan) => plan !== null);
  const books = plans.map((plan) => createJobBook(plan));
  const find = (key: string) => books.map((book) => book.find(key)).find((entry) => entry !== undefined);
  const jobsOf = (plan: TrialPlan | null) =>
    plan === null ? [] : plan.workload.batches.flat().map(toJob(plan, pathOf));
  const sound = [...jobsOf(photos), ...jobsOf(names), ...jobsOf(odd), ...askedAgain(photos).map(toJob(photos, pathOf))];
  const damaged = jobsOf(damage);
  const jobs = [...sound, ...damaged];
  const asked = new Map<number, string>();
  const deaths = new Map<string, string>();
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
    const round = roundOf(event.key) === 1 ? 1 : 2;
    if (event.kind === 'thumbnail')
      answers.push({ entry, round, bytes: new Uint8Array(event.bytes), digest: event.digest, refusal: null });
    else answers.push({ entry, round, bytes: null, digest: null, refusal: event.reason });
  };
  /** Whoever dies of a broken file alone is spared that kind of file, and says so. */
  const isOfDamage = ({ batch, incident, detail }: Extract<RunEvent, { kind: 'incident' }>): boolean => {
    const spare = (photo: PhotoPlan | undefined) => {
      const form = photo === undefined ? null : damageFormOf(photo);
      if (form !== null) deaths.set(damageName(form), `${incident}: ${detail}`);
      return form !== null;
    };
    if (batch !== null) return spare(find(asked.get(batch) ?? '')?.photo);
    // Where every photo has a process of its own, deaths are refusals, and are summed up in the end by the first of them.
    if (!damaged.some(({ key }) => detail.endsWith(` ${key}`))) return false;
    const killed = answers.filter(
      ({ entry, refusal }) => entry.photo.damage !== null && refusal?.startsWith(KILLED) === true,
    );
    return killed.filter(({ entry }) => spare(entry.photo)).length > 0;
  };
  // Said before the first answer: a thumbnailer that gives none is what is being waited for.
  bench.progress({ phase: 'calibrating', done: 0, of: jobs.length });
  const run = bench.ask({
    phase: 'calibrate',
    opened,
    batches: jobs.map((job) => [job]),
    batchesInFlight: 1,
    arrival: STEADY,
    happenings: [],
    quietBefore: () => null,
    maxIncidents: 1 + damaged.length,
  });
  for await (const event of run) {
    switch (event.kind) {
      case 'thumbnail':
      case 'refused':
        note(event);
        bench.progress({ phase: 'calibrating', done: answers.length, of: jobs.length });
        break;
      case 'incident':
        if (!isOfDamage(event)) {
          incidents.push({ kind: 'incident', incident: event.incident, detail: event.detail });
          run.stopAsking();
        }
        break;
      case 'settled':
        // No answer alone is a refusal without words.
        for (const key of event.asked) {
          const entry = find(key);
          if (!answered.has(key) && entry !== undefined)
            answers.push({ entry, round: 1, bytes: null, digest: null, refusal: 'no answer', isUnanswered: true });
        }
        break;
      case 'late':
        extra.push({ key: event.answer.key, again: find(event.answer.key) !== undefined });
        break;
      case 'closed':
        log = event.log;
        break;
      case 'asked':
        asked.set(event.batch, event.keys[0] ?? '');
        break;
      case 'reopened':
      case 'mutated':
      case 'ended':
        break;
      default:
        event satisfies never;
    }
  }
  return { answers, incidents, extra, log, deaths };
}

function toJob(plan: TrialPlan, pathOf: (photo: PhotoPlan) => string): (ask: Ask) => PlainJob {
  return plainJobs(plan, pathOf);
}

/** The first few asks of each recipe and source class, under keys of a second round. */
function askedAgain(plan: TrialPlan): readonly Ask[] {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const counts = new Map<string, number>();
  return plan.workload.batches.flat().flatMap((ask) => {
    const group = `${ask.recipe}|${photos.get(ask.photo)?.archived}`;
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    return count < ASKED_TWICE ? [{ ...ask, key: keyInRound(ask.key, 2) }] : [];
  });
}
