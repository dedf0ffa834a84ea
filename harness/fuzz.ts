// One gate sees one draw of photos, names and loads. A night of them sees hundreds: round after round under new seeds,
// going on after a failure, the failures of earlier nights first, until the time or the count is up.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCheck } from './campaign.ts';
import { mergeRounds } from './gate/merge-rounds.ts';
import {
  patternName,
  ROUNDS_FILE,
  type FuzzFinding,
  type FuzzHooks,
  type FuzzOptions,
  type FuzzOutcome,
  type FuzzRound,
} from './model/fuzz.ts';
import type { CheckOptions, RunCheck } from './model/campaign.ts';
import { pseudoRandomWords } from './model/prf.ts';
import type { DrawnLoads, LoadOutcome } from './model/load-outcome.ts';
import type { Result } from './model/verdict.ts';
import { appendRound, readRounds } from './run/rounds-file.ts';

/** So many rounds of one pattern keep their folders: more of the same explain nothing. */
const KEPT_PER_PATTERN = 3;
const LOADS_REMEMBERED = 1000;
/** A thumbnailer that cannot be reached will not come back by being asked all night. */
const BARREN_ROUNDS_MAX = 3;
/** A round that gets less than this shows nothing. */
const SHORTEST_ROUND_MS = 5_000;

/** Runs rounds until told to stop. Rejects only for trouble of the machine; every round that ended by then is on disk. */
export async function runFuzz(options: FuzzOptions, hooks: FuzzHooks, gate: RunCheck = runCheck): Promise<FuzzOutcome> {
  const { check, campaign, forMs } = options;
  const file = join(check.reportFolder, ROUNDS_FILE);
  const known = readRounds(file);
  const [stranger] = known.filter((round) => round.campaign !== campaign);
  if (stranger !== undefined) {
    return {
      kind: 'misconfigured',
      says: `Expected ${check.reportFolder} to hold rounds of "${campaign}", got rounds of "${stranger.campaign}". Choose another --report-dir: a folder is one campaign.`,
    };
  }
  const rounds = [...known];
  const fuzzSeed = options.seed ?? known.at(-1)?.fuzzSeed ?? check.seed;
  const startedMs = performance.now();
  const leftMs = () => (forMs === null ? Number.POSITIVE_INFINITY : forMs - (performance.now() - startedMs));

  const runRound = async (next: NextRound, number: number): Promise<FuzzOutcome | FuzzRound> => {
    const outcome = await gate(roundOptions(check, next, rounds, leftMs()), {
      signal: hooks.signal,
      onProgress: (progress) => hooks.onProgress({ ...progress, phase: `round ${number}: ${progress.phase}` }),
    });
    if (outcome.kind === 'misconfigured') return outcome;
    if (outcome.kind === 'dry-run') throw new RangeError('Expected a round to be run, got the plan of one.');
    const { result } = outcome;
    const findings = findingsOf(result);
    const isKept = findings.some((finding) => keptOf(rounds, finding) < KEPT_PER_PATTERN);
    const round: FuzzRound = {
      schemaVersion: 1,
      campaign,
      fuzzSeed,
      ...next,
      thumbnailer: result.thumbnailer,
      verdict: result.verdict,
      exitCode: result.exitCode,
      why: result.why,
      verified: result.verified,
      besides: result.sweeps.reduce((sum, { thumbnails }) => sum + thumbnails, 0),
      batchGroups: result.batchGroups,
      power: result.bound?.power ?? null,
      confidence: check.confidence,
      asked: check.maxMixupRate,
      findings,
      loads: outcomesOf(result),
      wallMs: result.timing.wallMs,
      folder: isKept ? result.folder : null,
    };
    appendRound(file, round);
    await hooks.onRound(round, result);
    if (!isKept)
      for (const left of [result.folder, result.workspaceKept])
        if (left !== null) await rm(left, { recursive: true, force: true });
    return round;
  };

  let barren = 0;
  const plan = roundsToRun(known, fuzzSeed, options.rounds);
  for (const next of plan) {
    if (hooks.signal.aborted || leftMs() < SHORTEST_ROUND_MS || barren >= BARREN_ROUNDS_MAX) break;
    const round = await runRound(next, rounds.length + 1);
    if ('kind' in round) return round;
    rounds.push(round);
    barren = round.verified > 0 ? 0 : barren + 1;
    await hooks.onReport(mergeRounds(rounds));
  }
  if (rounds.length > 0) return { kind: 'report', report: mergeRounds(rounds) };
  return {
    kind: 'misconfigured',
    says: 'Expected time for at least one round, got none. Give it more with --for or --rounds.',
  };
}

type NextRound = Pick<FuzzRound, 'index' | 'seed' | 'again'>;

/** Each failure of before once more, then new rounds, as many as are asked for. */
function* roundsToRun(known: readonly FuzzRound[], fuzzSeed: number, count: number | null): Iterable<NextRound> {
  const seen = new Set<string>();
  for (const { index, seed, findings } of known) {
    const names = findings.map(patternName);
    if (names.every((name) => seen.has(name))) continue;
    names.forEach((name) => seen.add(name));
    yield { index, seed, again: true };
  }
  const own = known.filter((round) => round.fuzzSeed === fuzzSeed && !round.again);
  const from = own.reduce((most, { index }) => Math.max(most, index + 1), 0);
  for (let index = from; count === null || index < from + count; index++)
    yield { index, seed: roundSeed(fuzzSeed, index), again: false };
}

/** The seed of a round: neighbours have nothing in common, and two fuzzes meet by chance alone. */
function roundSeed(fuzzSeed: number, index: number): number {
  return pseudoRandomWords(`fuzz|${fuzzSeed}|${index}`)() | 0;
}

function roundOptions(
  check: CheckOptions,
  { seed, again }: NextRound,
  rounds: readonly FuzzRound[],
  leftMs: number,
): CheckOptions {
  const maxTimeMs = Math.min(check.maxTimeMs ?? Number.POSITIVE_INFINITY, leftMs);
  const before = rounds.find((round) => round.seed === seed);
  return {
    ...check,
    seed,
    // Once is enough.
    shrinks: check.shrinks && !again,
    drawnLoads:
      again && before !== undefined
        ? { kind: 'these', loads: before.loads.map(({ load }) => load) }
        : learningFrom(check.drawnLoads, rounds),
    reportFolder: join(check.reportFolder, 'rounds'),
    maxTimeMs: Number.isFinite(maxTimeMs) ? maxTimeMs : null,
    dryRun: false,
  };
}

/** The next loads are chosen by what the last ones brought out: what is older is seldom told again. */
function learningFrom(drawn: DrawnLoads, rounds: readonly FuzzRound[]): DrawnLoads {
  if (drawn.kind === 'these') return drawn;
  return { ...drawn, earlier: rounds.flatMap(({ loads }) => loads).slice(-LOADS_REMEMBERED) };
}

/** The breaches of a round, alike ones together. */
function findingsOf({ breaches, diagnosis }: Result): readonly FuzzFinding[] {
  const findings = new Map<string, FuzzFinding>();
  for (const { kind, severity, archived, says } of breaches) {
    const finding = { kind, severity, archived, cause: diagnosis?.cause ?? '', count: 1, says };
    const known = findings.get(patternName(finding));
    findings.set(patternName(finding), known === undefined ? finding : { ...known, count: known.count + 1 });
  }
  return [...findings.values()];
}

function outcomesOf({ sweeps }: Result): readonly LoadOutcome[] {
  return sweeps.flatMap(({ load, breaches, doubts, incident, inFlightMax }) =>
    load === null ? [] : [{ load, breaches, doubts, hasDied: incident !== null, inFlightMax }],
  );
}

function keptOf(rounds: readonly FuzzRound[], finding: FuzzFinding): number {
  return rounds.filter(
    ({ folder, findings }) => folder !== null && findings.some((each) => patternName(each) === patternName(finding)),
  ).length;
}
