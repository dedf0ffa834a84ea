// One plan, in the order that it says: the trial is what it always is, only that the module under test is opened as one
// whose reads, timers and answers we order. The same plan on a fresh instance comes out the same.

import type { Finding } from '../judge/finding.ts';
import type { VersionedPhotos } from '../materialise/versions.ts';
import type { Freshness, Incident, Instance, InterleavedModule } from '../model/adapter.ts';
import { GUARD_MS, type InterleavingStep, type Waited } from '../model/interleaving.ts';
import type { TrialPlan } from '../model/plan.ts';
import { fastDigest } from '../observe/digest.ts';
import { runTrial } from '../pipeline.ts';
import { conductor } from '../run/conductor.ts';
import type { Bench, Opened } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import { stepsOf } from './interleaving-words.ts';
import type { Score } from './score.ts';

export type InterleavedTrial = {
  readonly bench: Bench;
  readonly module: InterleavedModule;
  readonly calibration: Calibrated;
  readonly laid: VersionedPhotos;
  readonly score: Score;
  /** The number of the trial whose photos these are. */
  readonly trial: number;
};

export type InterleavedOutcome = {
  /** The plan, with the choices as they came to be. */
  readonly plan: TrialPlan;
  readonly steps: readonly InterleavingStep[];
  readonly findings: readonly Finding[];
  /** All that was answered, each as its key and what came. */
  readonly answers: readonly string[];
  readonly incident: Incident | null;
  /** Why it could not be ordered to the end; null when it was. */
  readonly lostBecause: string | null;
};

export async function runInterleaved(
  { bench, module, calibration, laid, score, trial }: InterleavedTrial,
  plan: TrialPlan,
  freshness: Freshness,
): Promise<InterleavedOutcome> {
  const order = conductor(plan.workload.interleaving ?? [], plan.workload.batches.length);
  const findings: Finding[] = [];
  const answers: string[] = [];
  let incident: Incident | null = null;
  bench.begin(plan, trial);
  const open = async (): Promise<Opened> => {
    const opened = await bench.openBy((workbench) => module.openFor(order, freshness, workbench));
    return opened.kind === 'opened' ? { ...opened, instance: overheard(opened.instance, answers) } : opened;
  };
  await runTrial({
    bench: { ...bench, progress: () => {} },
    open,
    plan,
    folder: '',
    calibration,
    laid,
    isToBear: false,
    mood: () => (bench.signal.aborted ? 'enough' : 'go-on'),
    // That it refuses under an order that seldom comes is told by nobody's report.
    scorer: (book) => ({ ...score.scorer(plan, book), refused: () => {}, answered: () => {} }),
    onFinding: (finding) => findings.push(finding),
    onIncident: (told) => {
      incident ??= told;
    },
  });
  const waited = order.steps();
  const wasPushed = order.lostBecause() !== null || waited.some(isGuard);
  const steps = stepsOf(plan, waited);
  bench.record({ kind: 'interleaved', atMs: bench.now(), choices: order.made().join(' '), steps: waited.map(shortly) });
  return {
    plan: { ...plan, workload: { ...plan.workload, interleaving: order.made() } },
    steps,
    findings: findings
      .filter(({ breach }) => !(wasPushed && breach.severity === 'loss'))
      .map((finding) => ({ ...finding, breach: { ...finding.breach, interleaving: steps } })),
    answers: answers.toSorted(),
    incident,
    lostBecause: order.lostBecause(),
  };
}

/** Such as `read a8-000003` or `timer 1`: by its key, or by its batch. */
function shortly(waited: Waited): string {
  return `${waited.kind} ${waited.key ?? waited.batch}`;
}

/** Whoever gives up when it ends does what its author meant. */
function isGuard(waited: Waited): boolean {
  return waited.kind === 'timer' && waited.delayMs > GUARD_MS;
}

/** The same instance, each of its answers noted. */
function overheard(instance: Instance, answers: string[]): Instance {
  return {
    ...instance,
    async *ask(jobs, signal) {
      for await (const delivery of instance.ask(jobs, signal)) {
        if (delivery.kind === 'thumbnail') answers.push(`${delivery.key} ${fastDigest(delivery.bytes)}`);
        else if (delivery.kind === 'refused') answers.push(`${delivery.key} refused`);
        yield delivery;
      }
    },
  };
}
