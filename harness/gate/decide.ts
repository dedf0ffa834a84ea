// The last step of a run: from what was counted to one verdict, one exit code and one sentence. Several things can be
// true at once; the first row of the table below that applies wins (DESIGN §5). Usage errors (2) never come this far.

import type { IncidentKind } from '../model/adapter.ts';
import { EXIT_CODE, type ExitCode } from '../model/exit-code.ts';
import { countOf, counted } from '../model/figures.ts';
import type { Bound, Breach, Stratum, Verdict } from '../model/verdict.ts';
import { shortfalls } from './shortfall.ts';
import { inSentence, incidentSays, upheldSays, violatedSays } from './why.ts';

/** `batch` is the batch it cut short; null when it concerned the instance as a whole. */
export type GateIncident = { readonly incident: IncidentKind; readonly detail: string; readonly batch: number | null };

export type GateFacts = {
  /** Everything proven, also what a crash explains. */
  readonly breaches: readonly Breach[];
  /** Only what happened before an interruption: what a Ctrl-C kills did not crash. */
  readonly incidents: readonly GateIncident[];
  /** What the self-check found wrong with thumbproof on this machine; null when all is well. */
  readonly selfCheck: string | null;
  /** A fault of thumbproof's own; null when there was none. */
  readonly fault: string | null;
  readonly interrupted: boolean;
  /** Why the load ended before its plan did, such as `--max-time 90s ran out`; null when it did not. */
  readonly stoppedBecause: string | null;
  /** Why there was nothing that it could be asked for under load, a part of a sentence; null when there was. */
  readonly nothingToAsk: string | null;
  /** Thumbnails of covered strata that the plan wanted verified. */
  readonly planned: number;
  readonly verified: number;
  readonly mixups: number;
  readonly bound: Bound | null;
  readonly archived: { readonly verified: number; readonly floor: number };
  readonly strata: readonly Stratum[];
  /** `warn` makes too little evidence exit 0; the verdict stays inconclusive, and nothing verified still exits 3. */
  readonly inconclusive: 'fail' | 'warn';
};

export type Decision = { readonly verdict: Verdict; readonly exitCode: ExitCode; readonly why: string };

export function decide(facts: GateFacts): Decision {
  const proven = facts.breaches.filter((breach) => !isExplainedLoss(breach, facts.incidents));
  if (proven.length > 0 || facts.mixups > 0) {
    return { verdict: 'violated', exitCode: EXIT_CODE.violated, why: violatedSays(facts, proven) };
  }
  const ended = inconclusiveEnd(facts);
  if (ended !== null) return { verdict: 'inconclusive', ...ended };
  const short = shortfalls(facts);
  const { bound } = facts;
  if (bound === null || short.length > 0) return tooLittle(facts, short);
  return { verdict: 'upheld', exitCode: EXIT_CODE.upheld, why: upheldSays(facts.verified, bound) };
}

/**
 * A missing answer is no breach of the promise when its batch was cut short by a death of the thumbnailer: that is told
 * as the crash it is. `faulted` explains nothing: a thumbnailer that throws is alive and owes a refusal per job.
 */
export function isExplainedLoss(breach: Pick<Breach, 'kind' | 'batch'>, incidents: readonly GateIncident[]): boolean {
  return (
    breach.kind === 'missing' &&
    incidents.some((incident) => explainsLoss(incident.incident) && incident.batch === breach.batch)
  );
}

function explainsLoss(incident: IncidentKind): boolean {
  switch (incident) {
    case 'crashed':
    case 'hung':
    case 'overweight':
    case 'unavailable':
      return true;
    case 'faulted':
      return false;
    default:
      return incident satisfies never;
  }
}

/** The rows between `violated` and `too little`, in order of precedence. */
function inconclusiveEnd(facts: GateFacts): Omit<Decision, 'verdict'> | null {
  const soFar = `${countOf(facts.verified)} of ${counted(facts.planned, 'thumbnail')} were verified`;
  const [incident] = facts.incidents;
  if (incident !== undefined) {
    return {
      exitCode: EXIT_CODE.unavailable,
      why: `${incidentSays(incident, facts.incidents.length)} ${soFar}, so nothing is proven.`,
    };
  }
  if (facts.selfCheck !== null) {
    return {
      exitCode: EXIT_CODE.selfCheckFailed,
      why: `The self-check failed, so no verdict can be trusted: ${inSentence(facts.selfCheck)}`,
    };
  }
  if (facts.fault !== null) {
    return {
      exitCode: EXIT_CODE.fault,
      why: `A fault in thumbproof itself ended the run, so nothing is proven: ${inSentence(facts.fault)}`,
    };
  }
  if (facts.interrupted) {
    return { exitCode: EXIT_CODE.interrupted, why: `Interrupted: ${soFar} without a mix-up, which is no verdict.` };
  }
  if (facts.nothingToAsk !== null) {
    return {
      exitCode: EXIT_CODE.inconclusive,
      why: `Nothing could be asked of the thumbnailer under load, because alone ${inSentence(facts.nothingToAsk)}`,
    };
  }
  return null;
}

function tooLittle(facts: GateFacts, short: readonly string[]): Decision {
  const ran = facts.stoppedBecause === null ? '' : ` The load ended early: ${inSentence(facts.stoppedBecause)}`;
  const warned = facts.inconclusive === 'warn' && facts.verified > 0;
  const reasons = short.length > 2 ? [...short.slice(0, 2), `${short.length - 2} more shortfalls`] : short;
  return {
    verdict: 'inconclusive',
    exitCode: warned ? EXIT_CODE.upheld : EXIT_CODE.inconclusive,
    why: `Not proven: ${reasons.join('; ')}.${ran}${warned ? ' (Exit code 0 only because of --inconclusive warn.)' : ''}`,
  };
}
