// The crowd must equal the one: after the load, a fresh instance is asked for every doubt, one photo at a time.

import type { Finding } from '../judge/finding.ts';
import type { JobEntry } from '../judge/job-book.ts';
import type { Alone } from '../judge/settle-doubt.ts';
import type { TrialJudge } from '../judge/trial-judge.ts';
import type { VersionedPhotos } from '../materialise/versions.ts';
import type { PlainJob } from '../model/adapter.ts';
import { plainPhoto } from '../model/plain-job.ts';
import { STEADY } from '../model/plan.ts';
import type { Trial } from '../pipeline.ts';

type Question = { readonly entry: JobEntry; readonly settle: (alone: Alone) => Promise<Finding | null> };

/** Settles every doubt of the judge; returns how many there were. */
export async function settleDoubts(trial: Trial, judge: TrialJudge, laid: VersionedPhotos): Promise<number> {
  const { bench } = trial;
  const doubts = judge.doubts();
  const questions: Question[] = [
    ...doubts
      // Older versions first: the photo has gone on, the doubt has not.
      .toSorted((a, b) => a.entry.photo.version - b.entry.photo.version)
      .map((doubt) => ({ entry: doubt.entry, settle: (alone: Alone) => judge.settleDoubt(doubt, alone) })),
    // Broken files last: whoever dies of one has answered for all others.
    ...judge
      .damaged()
      .map((damaged) => ({ entry: damaged.entry, settle: (alone: Alone) => judge.settleDamaged(damaged, alone) })),
  ];
  if (questions.length === 0 || bench.signal.aborted) return doubts.length;
  const opened = await bench.open(trial.plan.seed);
  if (opened.kind !== 'opened') {
    trial.onIncident({ kind: 'incident', incident: 'unavailable', detail: opened.detail, batch: null });
    return doubts.length;
  }
  const byKey = new Map(questions.map((question, index) => [`alone${index}`, question]));
  const run = bench.ask({
    phase: 'recheck',
    opened,
    batches: oneByOne(byKey, laid),
    batchesInFlight: 1,
    arrival: STEADY,
    happenings: [],
    quietBefore: () => null,
    maxIncidents: 1,
  });
  let done = 0;
  const settle = async (key: string, alone: Alone) => {
    const question = byKey.get(key);
    byKey.delete(key);
    if (question === undefined) return;
    const finding = await question.settle(alone);
    // What it was held beside belongs to the evidence.
    const beside = alone.kind === 'thumbnail' ? alone.bytes : null;
    if (finding !== null) trial.onFinding({ ...finding, alone: beside }, laid.fileOf);
    bench.progress({ phase: 'asking alone', done: ++done, of: questions.length });
  };
  for await (const event of run) {
    if (event.kind === 'thumbnail')
      await settle(event.key, { kind: 'thumbnail', bytes: event.bytes, digest: event.digest });
    else if (event.kind === 'refused') await settle(event.key, { kind: 'refused', reason: event.reason });
    else if (event.kind === 'incident' && !bench.signal.aborted)
      trial.onIncident({ kind: 'incident', incident: event.incident, detail: event.detail, batch: event.batch });
  }
  // What it no longer answered stays unproven.
  for (const { settle: unanswered } of byKey.values())
    await unanswered({ kind: 'refused', reason: 'not answered alone' });
  return doubts.length;
}

/** Each photo in the version that was asked for, made current for its question. */
function* oneByOne(questions: ReadonlyMap<string, Question>, laid: VersionedPhotos): Iterable<readonly PlainJob[]> {
  for (const [key, { entry }] of questions) {
    laid.show(entry.photo);
    yield [{ key, photo: plainPhoto(entry.photo, laid.pathOf(entry.photo)), recipe: entry.recipe }];
  }
}
