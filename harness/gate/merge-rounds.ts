// What many rounds come to together, of one night or of several machines: every round counts once, however often its line
// is met, and a round that was run again to see a failure once more adds no evidence that there is none.

import { severityRank } from '../model/breach-words.ts';
import { patternName, type FuzzPattern, type FuzzReport, type FuzzRound } from '../model/fuzz.ts';
import { EXIT_CODE } from '../model/exit-code.ts';
import { countOf, counted, oneIn, percent } from '../model/figures.ts';
import type { Bound } from '../model/verdict.ts';
import { boundOf, groupBatches } from './bound.ts';

/** Throws a RangeError for no rounds, and for rounds of several campaigns. */
export function mergeRounds(all: readonly FuzzRound[]): FuzzReport {
  const [first] = all;
  if (first === undefined) throw new RangeError('Expected at least one round, got none.');
  const strange = all.find(({ campaign }) => campaign !== first.campaign);
  if (strange !== undefined)
    throw new RangeError(
      `Expected rounds of one campaign, got "${first.campaign}" and "${strange.campaign}". Merge what was asked for alike.`,
    );
  const rounds = [...new Map(all.filter(({ again }) => !again).map((round) => [round.seed, round])).values()];
  const again = all.filter((round) => round.again);
  const bound = jointBound(rounds);
  const patterns = patternsOf(rounds, again);
  const counts = {
    rounds: rounds.length,
    roundsAgain: again.length,
    verified: sumOf(rounds, ({ verified }) => verified),
    besides: sumOf([...rounds, ...again], ({ besides }) => besides),
  };
  const undecided = undecidedOf([...rounds, ...again]);
  return {
    schemaVersion: 1,
    ...verdictOf(counts, bound, patterns, undecided),
    campaign: first.campaign,
    thumbnailers: [...new Set(all.map(({ thumbnailer }) => thumbnailer))],
    ...counts,
    bound: patterns.length > 0 ? null : bound,
    patterns,
    undecided,
    wallMs: sumOf(all, ({ wallMs }) => wallMs),
  };
}

/** At the least power that any of the rounds has proven, and the strictest of what was asked. */
function jointBound(rounds: readonly FuzzRound[]): Bound | null {
  const counting = rounds.filter(({ power }) => power !== null);
  const powers = counting.flatMap(({ power }) => (power === null ? [] : [power]));
  if (powers.length === 0) return null;
  return boundOf({
    batches: groupBatches(counting.flatMap(({ batchGroups }) => batchGroups)),
    confidence: Math.max(...counting.map(({ confidence }) => confidence)),
    power: Math.min(...powers),
    asked: Math.min(...counting.map(({ asked }) => asked)),
  });
}

function patternsOf(rounds: readonly FuzzRound[], again: readonly FuzzRound[]): readonly FuzzPattern[] {
  const patterns = new Map<string, FuzzPattern & { readonly seeds: Set<number> }>();
  for (const round of [...rounds, ...again]) {
    for (const finding of round.findings) {
      const known = patterns.get(patternName(finding));
      known?.seeds.add(round.seed);
      patterns.set(patternName(finding), {
        ...(known ?? { ...finding, firstSeed: round.seed, folder: round.folder, again: { failed: 0, tried: 0 } }),
        count: (known?.count ?? 0) + finding.count,
        rounds: (known?.rounds ?? 0) + 1,
        folder: known?.folder ?? round.folder,
        seeds: known?.seeds ?? new Set([round.seed]),
      });
    }
  }
  return [...patterns.values()]
    .map(({ seeds, ...pattern }) => {
      const tries = again.filter(({ seed }) => seeds.has(seed));
      const failed = tries.filter(({ findings }) =>
        findings.some((finding) => patternName(finding) === patternName(pattern)),
      );
      return { ...pattern, again: { failed: failed.length, tried: tries.length } };
    })
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || b.rounds - a.rounds);
}

function undecidedOf(rounds: readonly FuzzRound[]): FuzzReport['undecided'] {
  const counts = new Map<number, { why: string; exitCode: number; rounds: number }>();
  for (const { verdict, why, exitCode } of rounds) {
    if (verdict !== 'inconclusive' || ENDS.has(exitCode)) continue;
    // What was verified by then differs from round to round; what happened does not.
    const known = counts.get(exitCode);
    if (known === undefined) counts.set(exitCode, { why, exitCode, rounds: 1 });
    else known.rounds++;
  }
  return [...counts.values()].sort((a, b) => b.rounds - a.rounds);
}

/** A round that a person, or the time, ended early is as good as it is long. */
const ENDS: ReadonlySet<number> = new Set([EXIT_CODE.interrupted, EXIT_CODE.inconclusive]);

function verdictOf(
  { rounds, verified }: Pick<FuzzReport, 'rounds' | 'verified'>,
  bound: Bound | null,
  patterns: readonly FuzzPattern[],
  undecided: FuzzReport['undecided'],
): Pick<FuzzReport, 'verdict' | 'exitCode' | 'why'> {
  const [gravest] = patterns;
  if (gravest !== undefined) {
    const more = patterns.length > 1 ? `, and ${counted(patterns.length - 1, 'other pattern')}` : '';
    const why = `${counted(gravest.count, 'thumbnail')} in ${gravest.rounds} of ${counted(rounds, 'round')} (${gravest.kind}${more}). For instance: ${gravest.says}`;
    return { verdict: 'violated', exitCode: EXIT_CODE.violated, why };
  }
  const [trouble] = undecided;
  if (trouble !== undefined) {
    const why = `${trouble.rounds} of ${counted(rounds, 'round')} came to no verdict. ${trouble.why}`;
    return { verdict: 'inconclusive', exitCode: trouble.exitCode, why };
  }
  if (bound === null)
    return {
      verdict: 'inconclusive',
      exitCode: EXIT_CODE.inconclusive,
      why: 'Nothing was verified, so nothing is proven.',
    };
  const says = `0 mix-ups in ${countOf(verified)} thumbnails verified in ${counted(rounds, 'round')}: with ${percent(bound.confidence)} confidence fewer than ${oneIn(bound.perThumbnail)} thumbnails show a leak (asked: ${oneIn(bound.asked)}).`;
  return bound.perThumbnail <= bound.asked
    ? { verdict: 'upheld', exitCode: EXIT_CODE.upheld, why: says }
    : { verdict: 'inconclusive', exitCode: EXIT_CODE.inconclusive, why: `Not proven yet: ${says}` };
}

function sumOf(rounds: readonly FuzzRound[], value: (round: FuzzRound) => number): number {
  return rounds.reduce((sum, round) => sum + value(round), 0);
}
