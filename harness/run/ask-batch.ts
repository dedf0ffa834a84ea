// One batch from its asking to its end, called off or given up on the way if the plan says so.

import type { Incident, Instance, PlainJob } from '../model/adapter.ts';
import type { Happening } from '../model/plan.ts';
import { cancellation } from './cancellation.ts';
import { theOne } from './happening-of.ts';
import { patience } from './patience.ts';
import { givenUpAmong } from './troubles.ts';
import type { Witness } from './witness.ts';

export type BatchAsking = {
  readonly instance: Instance;
  readonly jobs: readonly PlainJob[];
  readonly batch: number;
  readonly happenings: readonly Happening[];
  /** That of the run. */
  readonly signal: AbortSignal;
  readonly tell: Pick<Witness, 'asked' | 'delivered' | 'cancelled' | 'givenUp' | 'settled'>;
  readonly count: (incident: Incident) => void;
  /** Called when nobody waits for it any more, while it goes on. */
  readonly giveUp: () => void;
  /** Whether a kill of ours took it along. */
  readonly isLost: () => boolean;
  /** Given what `giveUp` throws. */
  readonly fail: (error: unknown) => void;
};

/** Resolves when it has settled, given up or not. Rejects with what `tell` throws. */
export async function askBatch(asking: BatchAsking): Promise<void> {
  const { instance, jobs, batch, happenings, signal, tell } = asking;
  const asked = jobs.map((job) => job.key);
  const answered: string[] = [];
  const cancelAfter = instance.cancels ? (theOne('cancel', happenings)?.afterAnswers ?? null) : null;
  const cancel = cancellation(signal, cancelAfter, () => tell.cancelled(batch));
  tell.asked(batch, asked);
  const waiting = patience(theOne('timeout', happenings)?.afterMs ?? null, asking.giveUp, asking.fail);
  try {
    for await (const delivery of instance.ask(jobs, cancel.signal)) {
      // A thumbnailer may well reject what was called off.
      if (delivery.kind === 'incident' && delivery.incident === 'faulted' && cancel.isCancelled()) continue;
      tell.delivered(batch, delivery);
      if (delivery.kind === 'incident') asking.count(delivery);
      else answered.push(delivery.key);
      cancel.answered(answered.length);
    }
  } finally {
    waiting.end();
  }
  // Of what was called off or lost nobody can tell whether we had hung up already.
  const isOwed = !cancel.isCancelled() && !waiting.isOver() && !asking.isLost();
  const givenUp = isOwed ? givenUpAmong(jobs, answered) : [];
  tell.givenUp(batch, givenUp);
  const owed = asked.filter((key) => !givenUp.includes(key));
  tell.settled(batch, owed, answered, isOwed);
}
