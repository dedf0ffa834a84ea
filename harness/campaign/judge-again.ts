// A stored run before the judges of today. Of each breach the answer's bytes were kept, those made alone that they were held
// beside, and what was learned before the load; so they can be judged once more, without the thumbnailer. Nothing else can.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planProblems } from '../generate/validity.ts';
import type { Finding } from '../judge/finding.ts';
import { createJobBook } from '../judge/job-book.ts';
import { UNCOUNTED } from '../judge/judge-bench.ts';
import type { TrialJudge } from '../judge/trial-judge.ts';
import { plannedKeyOf } from '../model/ask-rounds.ts';
import { NO_CARRIERS } from '../model/carrier.ts';
import { createPainter } from '../model/expectation.ts';
import type { Grounds, JudgedAgain, SecondHearing } from '../model/grounds.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { Breach, Result } from '../model/verdict.ts';
import { createLumaDecoder } from '../observe/decode.ts';
import { fastDigest } from '../observe/digest.ts';
import { isEvidenceFolder } from '../run/evidence-folder.ts';
import { readGrounds } from '../run/grounds-file.ts';
import { readPlans } from '../run/plan-file.ts';
import { judgeOfPlan } from './judge-of-plan.ts';

const CAPS = { maxBytes: 64 * 2 ** 20, maxPixels: 40_000_000 };

/** What lies in `folder` is not trusted: what cannot be used is told, and nothing is thrown. */
export async function judgeAgain(folder: string, { breaches }: Pick<Result, 'breaches'>): Promise<JudgedAgain> {
  const kept = breaches.filter(({ evidence }) => evidence !== null);
  if (kept.length === 0) return { why: 'no breach has evidence that was kept', hearings: [] };
  const grounds = await readGrounds(folder);
  if (typeof grounds === 'string') return { why: grounds, hearings: [] };
  if (grounds.photographs) return { why: 'its photos show photographs, which are not kept with a run', hearings: [] };
  const plans = (await readPlans(folder)).filter((plan) => isSound(plan));
  const hear = hearing(grounds, plans);
  const hearings: SecondHearing[] = [];
  for (const breach of kept) {
    if (!isEvidenceFolder(breach.evidence ?? '')) {
      hearings.push({ breach: breach.id, ...unheard('its evidence is said to lie outside of the run') });
      continue;
    }
    const inside = join(folder, breach.evidence ?? '');
    const { outcome, says } = await hear(breach, await exhibitIn(inside, 'answer'), await exhibitIn(inside, 'alone'));
    hearings.push({ breach: breach.id, outcome, says });
  }
  return { why: null, hearings };
}

type Heard = Omit<SecondHearing, 'breach'>;

function hearing(grounds: Grounds, plans: readonly TrialPlan[]) {
  const eyes = { painter: createPainter(), decoder: createLumaDecoder(CAPS), carrierOf: NO_CARRIERS };
  return async (breach: Breach, bytes: Uint8Array | null, alone: Uint8Array | null): Promise<Heard> => {
    if (FROM_EVENTS.has(breach.oracle))
      return unheard(`${breach.oracle} judges what happened and no picture: history.ndjson tells it`);
    if (bytes === null) return unheard('no answer is in its evidence');
    const plan = plans.find(({ workload }) =>
      workload.batches.some((batch) => batch.some(({ key }) => key === plannedKeyOf(breach.key))),
    );
    if (plan === undefined)
      return unheard(
        breach.batch < 0
          ? 'it came alone, before the load, and plans of that are not kept'
          : 'no plan in the folder asks for it',
      );
    try {
      const book = createJobBook(plan);
      const judge = judgeOfPlan(eyes, plan, grounds, book, UNCOUNTED);
      judge.asked(breach.batch, [breach.key]);
      const delivered = { key: breach.key, batch: breach.batch, bytes, digest: fastDigest(bytes) };
      const proven = await judge.thumbnail(delivered);
      const entry = book.find(breach.key);
      if (proven !== null || alone === null || entry === undefined)
        return verdictOn(breach, proven, isDoubted(judge) || BY_COMPARISON.has(breach.oracle));
      const doubt = judge.doubts()[0] ?? { ...delivered, entry, counted: true, covered: false, isRepeat: false };
      const [damaged] = judge.damaged();
      const byItself = { kind: 'thumbnail', bytes: alone, digest: fastDigest(alone) } as const;
      const settled = await (damaged === undefined
        ? judge.settleDoubt(doubt, byItself)
        : judge.settleDamaged(damaged, byItself));
      return verdictOn(breach, settled, damaged !== undefined);
    } catch (error) {
      return unheard(`its plan or its profile cannot be used: ${String(error)}`);
    }
  };
}

/** These oracles judge whether and when something came, and whether bytes stayed the same. */
const FROM_EVENTS: ReadonlySet<Breach['oracle']> = new Set<Breach['oracle']>(['completeness', 'permanence']);

/** These hold an answer beside others of the same photo. */
const BY_COMPARISON: ReadonlySet<Breach['oracle']> = new Set<Breach['oracle']>([
  'isolation',
  'likeness',
  'containment',
]);

/** `isOpen`: more would have to be known to clear it. */
function verdictOn(breach: Breach, finding: Finding | null, isOpen: boolean): Heard {
  if (finding === null)
    return isOpen
      ? { outcome: 'doubted', says: 'By itself it proves nothing: it was told from other answers, which are not kept.' }
      : { outcome: 'cleared', says: 'The oracles of today see nothing wrong with it.' };
  const { oracle, kind, says } = finding.breach;
  return oracle === breach.oracle && kind === breach.kind
    ? { outcome: 'confirmed', says }
    : { outcome: 'otherwise', says: `${kind}, by ${oracle}: ${says}` };
}

function isDoubted(judge: TrialJudge): boolean {
  return judge.doubts().length + judge.damaged().length > 0;
}

function unheard(why: string): Heard {
  return { outcome: 'unheard', says: `${why}.` };
}

/** The bytes of an exhibit, whatever they are; null where none were kept. */
async function exhibitIn(folder: string, called: 'answer' | 'alone'): Promise<Uint8Array | null> {
  const names = await readdir(folder).catch(() => []);
  const name = names.find((each) => each.startsWith(`${called}.`));
  return name === undefined ? null : readFile(join(folder, name)).catch(() => null);
}

function isSound(plan: TrialPlan): boolean {
  try {
    return planProblems(plan).length === 0;
  } catch {
    return false;
  }
}
