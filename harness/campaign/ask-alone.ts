// The crowd must equal the one: after the load, a fresh instance is asked for every doubt, one photo at a time.

import type { Alone, Doubt } from '../judge/settle-doubt.ts';
import type { TrialJudge } from '../judge/trial-judge.ts';
import type { VersionedPhotos } from '../materialise/versions.ts';
import type { PlainJob } from '../model/adapter.ts';
import { plainPhoto } from '../model/plain-job.ts';
import type { Trial } from '../pipeline.ts';

/** Settles every doubt of the judge; returns how many there were. */
export async function settleDoubts(trial: Trial, judge: TrialJudge, laid: VersionedPhotos): Promise<number> {
  const { bench } = trial;
  const doubts = judge.doubts();
  if (doubts.length === 0 || bench.signal.aborted) return doubts.length;
  const opened = await bench.open();
  if (opened.kind !== 'opened') {
    trial.onIncident({ kind: 'incident', incident: 'unavailable', detail: opened.detail, batch: null });
    return doubts.length;
  }
  const byKey = new Map(doubts.map((doubt, index) => [`alone${index}`, doubt]));
  const run = bench.ask({
    phase: 'recheck',
    opened,
    batches: oneByOne(byKey, laid),
    batchesInFlight: 1,
    maxIncidents: 1,
  });
  let done = 0;
  const settle = async (key: string, alone: Alone) => {
    const doubt = byKey.get(key);
    byKey.delete(key);
    if (doubt === undefined) return;
    const finding = await judge.settleDoubt(doubt, alone);
    if (finding !== null) trial.onFinding(finding, laid.fileOf);
    bench.progress({ phase: 'asking alone', done: ++done, of: doubts.length });
  };
  for await (const event of run) {
    if (event.kind === 'thumbnail')
      await settle(event.key, { kind: 'thumbnail', bytes: event.bytes, digest: event.digest });
    else if (event.kind === 'refused') await settle(event.key, { kind: 'refused', reason: event.reason });
    else if (event.kind === 'incident' && !bench.signal.aborted)
      trial.onIncident({ kind: 'incident', incident: event.incident, detail: event.detail, batch: event.batch });
  }
  // What it no longer answered stays unproven.
  for (const doubt of byKey.values()) await judge.settleDoubt(doubt, { kind: 'refused', reason: 'not answered alone' });
  return doubts.length;
}

/** Older versions first, each made current for its question: the photo has gone on, the doubt has not. */
function* oneByOne(doubts: ReadonlyMap<string, Doubt>, laid: VersionedPhotos): Iterable<readonly PlainJob[]> {
  const byVersion = [...doubts].toSorted(([, a], [, b]) => a.entry.photo.version - b.entry.photo.version);
  for (const [key, { entry }] of byVersion) {
    laid.show(entry.photo);
    yield [{ key, photo: plainPhoto(entry.photo, laid.pathOf(entry.photo)), recipe: entry.recipe }];
  }
}
