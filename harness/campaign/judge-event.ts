// Each event of a load, to the oracle that it concerns.

import type { Finding } from '../judge/finding.ts';
import type { JobBook, JobEntry } from '../judge/job-book.ts';
import type { TrialJudge } from '../judge/trial-judge.ts';
import type { RunEvent } from '../run/run-event.ts';

/** What is counted besides the judge's own counts; `answered` is called after every answer. */
export type TrialScorer = {
  readonly refused: (entry: JobEntry, reason: string) => void;
  readonly missing: (entry: JobEntry | undefined) => void;
  readonly answered: () => void;
};

/** What the event proves by itself. Whoever is interrupted owes no answer: from then on nothing is missing. */
export async function judgeEvent(
  judge: TrialJudge,
  event: RunEvent,
  book: JobBook,
  scorer: TrialScorer,
  isInterrupted: boolean,
): Promise<readonly Finding[]> {
  switch (event.kind) {
    case 'asked':
      judge.asked(event.batch, event.keys);
      return [];
    case 'thumbnail': {
      scorer.answered();
      const finding = await judge.thumbnail(event);
      return finding === null ? [] : [finding];
    }
    case 'refused': {
      scorer.answered();
      const entry = book.find(event.key);
      const finding = judge.refused(event.key, event.batch);
      // That a broken file is refused is no loss.
      if (finding === null && entry?.photo.damage === null) scorer.refused(entry, event.reason);
      return finding === null ? [] : [finding];
    }
    case 'settled': {
      if (isInterrupted || !event.owes) return [];
      const findings = judge.settled(event.batch, event.asked);
      for (const finding of findings) scorer.missing(book.find(finding.breach.key));
      return findings;
    }
    case 'late':
      return [judge.late(event.answer.key)];
    case 'mutated':
      return [judge.mutated(event.key)];
    case 'incident':
    case 'reopened':
    case 'closed':
    case 'ended':
      return [];
    default:
      return event satisfies never;
  }
}
