// Where breaches go the moment they are found: listed, counted, and written to disk before the load goes on.

import { evidenceDigest } from '../observe/digest.ts';
import { differencePicture } from '../judge/likeness.ts';
import { findingOf, type Finding } from '../judge/finding.ts';
import type { LumaPicture } from '../model/expectation.ts';
import type { Exposure } from '../model/exposure.ts';
import { photoAt } from '../model/photo-versions.ts';
import type { PhotoPlan, TrialPlan } from '../model/plan.ts';
import type { Breach } from '../model/verdict.ts';
import { encodePng } from '../report/png.ts';
import { createExposureTally } from './exposure-tally.ts';
import { extensionOfBytes, extensionOfSource, writeExhibits, type Exhibit } from '../run/evidence-folder.ts';

/** Breaches listed in full; beyond these they are only counted. */
const LISTED_MAX = 200;
/** Breaches whose evidence is written; each is a few pictures. */
const WRITTEN_MAX = 48;

/** `fileOf` gives a file of exactly the photo version that it is given. */
export type Place = { readonly fileOf: (photo: PhotoPlan) => string; readonly plan: TrialPlan };

export type EvidenceRoom = {
  /** Takes a finding; its evidence is being written when this returns. */
  readonly add: (finding: Finding, place: Place | null) => void;
  /** Answers that no calibration question led to. */
  readonly extras: (seed: number, extras: readonly { readonly key: string; readonly again: boolean }[]) => void;
  /** All evidence so far is on disk. Rejects when the disk does. */
  readonly written: () => Promise<void>;
  readonly breaches: () => readonly Breach[];
  /** The plan that a breach was found under, by the breach's id; none for what came alone. */
  readonly plans: () => ReadonlyMap<string, TrialPlan>;
  readonly count: () => number;
  /** Of all that were counted. */
  readonly exposure: () => Exposure;
  /** True once as many breaches were found as end the search. */
  readonly isDecided: () => boolean;
  readonly sinceDecidedMs: () => number;
};

/** `now` gives milliseconds since the run began. */
export function createEvidenceRoom(runFolder: string, maxFailures: number, now: () => number): EvidenceRoom {
  const breaches: Breach[] = [];
  const writing: Promise<void>[] = [];
  const plans = new Map<string, TrialPlan>();
  let count = 0;
  let decidedAtMs: number | null = null;
  const tally = createExposureTally();

  const add = (finding: Finding, place: Place | null) => {
    count++;
    tally.add(finding.breach, now());
    if (count >= maxFailures) decidedAtMs ??= now();
    if (breaches.length >= LISTED_MAX) return;
    if (place !== null) plans.set(finding.breach.id, place.plan);
    const index = breaches.push(finding.breach) - 1;
    if (index >= WRITTEN_MAX) return;
    const written = writeExhibits(runFolder, finding.breach.id, exhibitsOf(finding, place));
    writing.push(
      written.then((folder) => {
        breaches[index] = { ...finding.breach, evidence: folder };
      }),
    );
  };

  return {
    add,
    extras: (seed, extras) => {
      for (const { key, again } of extras) {
        const says = again
          ? 'Alone, before any load: expected one answer, got a second one.'
          : 'Alone, before any load: expected answers to jobs that were asked, got one that nobody asked for.';
        add(
          findingOf(seed, key, null, { oracle: 'completeness', kind: 'unasked', severity: 'loss', batch: -1, says }),
          null,
        );
      }
    },
    written: async () => {
      await Promise.all(writing);
    },
    breaches: () => breaches,
    plans: () => plans,
    count: () => count,
    exposure: tally.exposure,
    isDecided: () => decidedAtMs !== null,
    sinceDecidedMs: () => (decidedAtMs === null ? 0 : now() - decidedAtMs),
  };
}

function exhibitsOf(
  { breach, actual, expected, bytes, alone, victim }: Finding,
  place: Place | null,
): readonly Exhibit[] {
  const photos = new Map((place?.plan.photos ?? []).map((photo) => [photo.id as string, photo]));
  const seen = [breach.victim, ...breach.donors].flatMap(({ id }) => photos.get(id) ?? []);
  const story = {
    ...breach,
    evidence: `evidence/${breach.id}`,
    answerSha256: bytes === null ? null : evidenceDigest(bytes),
    // In which hue each of them is painted, so that whoever shows the evidence can outline it in the same.
    tintHues: Object.fromEntries(seen.map(({ id, tintHue }) => [id, tintHue])),
  };
  const exhibits: Exhibit[] = [{ name: 'breach.json', bytes: Buffer.from(`${JSON.stringify(story, null, 2)}\n`) }];
  if (bytes !== null) exhibits.push({ name: `answer${extensionOfBytes(bytes)}`, bytes });
  if (alone !== null) exhibits.push({ name: `alone${extensionOfBytes(alone)}`, bytes: alone });
  if (actual !== null) exhibits.push({ name: 'actual.png', bytes: greyPng(actual) });
  if (expected !== null) exhibits.push({ name: 'expected.png', bytes: greyPng(expected) });
  if (
    actual !== null &&
    expected !== null &&
    actual.widthPx === expected.widthPx &&
    actual.heightPx === expected.heightPx
  ) {
    const { rgba, widthPx, heightPx } = differencePicture(actual, expected);
    exhibits.push({ name: 'difference.png', bytes: encodePng(rgba, widthPx, heightPx) });
  }
  if (place === null) return exhibits;
  const copied = (name: string, photo: PhotoPlan): Exhibit => {
    const path = place.fileOf(photo);
    return { name: `${name}${extensionOfSource(path)}`, copyOf: path };
  };
  const donors = breach.donors.flatMap(({ id, version }) => {
    const photo = photos.get(id);
    return photo === undefined ? [] : [photoAt(photo, version)];
  });
  if (victim !== null) exhibits.push(copied('source', victim));
  return [...exhibits, ...donors.map((photo, index) => copied(`donor-${index + 1}`, photo))];
}

function greyPng({ luma, widthPx, heightPx }: LumaPicture): Uint8Array {
  const rgba = new Uint8Array(4 * widthPx * heightPx).fill(255);
  luma.forEach((grey, at) => rgba.fill(grey, 4 * at, 4 * at + 3));
  return encodePng(rgba, widthPx, heightPx);
}
