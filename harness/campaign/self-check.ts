// An oracle that has gone blind upholds everything. Before anybody else is judged, each one is shown a small fault that it
// must catch, and a clean thumbnail that it must leave alone.

import { permanence } from '../adapters/permanence.ts';
import type { Finding } from '../judge/finding.ts';
import { judgeLikeness, measureLikeness } from '../judge/likeness.ts';
import { markOf } from '../model/metadata-mark.ts';
import type { SelfCheck } from '../model/doctor.ts';
import type { OracleName } from '../model/verdict.ts';
import { fastDigest } from '../observe/digest.ts';
import { DAMAGED, openCourt, type Court } from './self-check-court.ts';

/** Does the wrong thing before the judge, and returns what the oracle says of it; null when it notices nothing. */
export type Fault = (court: Court) => Promise<string | null>;

const said = (oracle: OracleName, finding: Finding | null | undefined) =>
  finding?.breach.oracle === oracle ? `${finding.breach.kind}: ${finding.breach.says}` : null;

/** One fault for each oracle; a new oracle has to bring its own. */
const FAULTS: Readonly<Record<OracleName, Fault>> = {
  ownership: async ({ own, answer }) => said('ownership', await answer('a0', own(1))),

  isolation: async ({ judge, own, ownPicture, encoded, answer }) => {
    const picture = ownPicture(2);
    const luma = picture.luma.map((level, at) => (at < picture.luma.length / 2 ? GREY : level));
    await answer('a2', await encoded({ ...picture, luma }));
    const doubt = judge.doubts().find(({ key }) => key === 'a2');
    if (doubt === undefined) return null;
    const alone = { kind: 'thumbnail', bytes: own(2), digest: fastDigest(own(2)) } as const;
    return said('isolation', await judge.settleDoubt(doubt, alone));
  },

  likeness: async ({ profile, ownPicture, expectedPicture }) => {
    const verdictOn = (index: number) =>
      judgeLikeness(measureLikeness(ownPicture(index), expectedPicture(3)), profile.likeness);
    const [own, foreign] = [verdictOn(3), verdictOn(4)];
    return own.kind !== 'unlike' && foreign.kind === 'unlike' ? foreign.says : null;
  },

  completeness: async ({ judge }) => said('completeness', judge.settled(0, ['a5'])[0]),

  geometry: async ({ ownPicture, encoded, answer }) => {
    const { luma, widthPx, heightPx } = ownPicture(6);
    const cut = { luma: luma.slice(0, luma.length / 2), widthPx, heightPx: heightPx / 2 };
    return said('geometry', await answer('a6', await encoded(cut)));
  },

  freshness: async ({ own, answer }) => said('freshness', await answer('r7', own(7))),

  permanence: async ({ judge, own }) => {
    const bytes = Uint8Array.from(own(8));
    const changed: string[] = [];
    const held = permanence(bytes.length, ({ key }) => changed.push(key));
    held.hold('a8', bytes);
    bytes.fill(0, bytes.length / 2);
    held.release();
    const [key] = changed;
    return key === undefined ? null : said('permanence', judge.mutated(key));
  },

  containment: async ({ own, answer }) => said('containment', await answer(`a${DAMAGED}`, own(0))),

  privacy: async ({ nonce, photo, own, answer }) => {
    const mark = Buffer.from(markOf(nonce, photo(10), 'comment'));
    return said('privacy', await answer('a9', Buffer.concat([own(9), mark])));
  },
};

const ORACLES: readonly OracleName[] = Object.keys(FAULTS).filter((name): name is OracleName => name in FAULTS);

const GREY = 128;
const CLEAN = 11;

/** Each oracle with what it said. Nothing passes when the judge cannot be brought to work at all, or is alarmed by a clean thumbnail. */
export async function checkSelf(
  seed: number,
  faults: Readonly<Record<OracleName, Fault>> = FAULTS,
): Promise<readonly SelfCheck[]> {
  const checks: SelfCheck[] = [];
  try {
    const court = await openCourt(seed);
    const alarm = await court.answer(`a${CLEAN}`, court.own(CLEAN));
    if (alarm !== null) throw new Error(`Expected no finding in a clean thumbnail, got: ${alarm.breach.says}`);
    for (const oracle of ORACLES) {
      const says = await faults[oracle](court);
      checks.push({ oracle, passed: says !== null, says: says ?? 'noticed nothing of a fault made to be noticed' });
    }
    return checks;
  } catch (trouble) {
    const says = trouble instanceof Error ? trouble.message : String(trouble);
    return ORACLES.map((oracle) => ({ oracle, passed: false, says }));
  }
}
