// Some tools keep a photo's metadata and some strip it: either is their habit, and is printed. What of another photo
// comes along, alone and unhurried, is a leak without any race.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import type { Finding } from '../judge/finding.ts';
import { createJobBook } from '../judge/job-book.ts';
import { createPrivacyOracle } from '../judge/privacy.ts';
import { channelsSay, METADATA_CHANNELS, type MetadataChannel } from '../model/metadata-channel.ts';
import { createMarkBook } from '../model/metadata-mark.ts';
import type { TrialPlan } from '../model/plan.ts';
import { createShownPhotos } from '../model/shown-photo.ts';
import { createMetadataFinder } from '../observe/metadata.ts';

/** `kept`: channels of a photo that were seen in its own thumbnail. `trails`: bytes stood after the end of some picture. */
export type MetadataHabit = { readonly kept: readonly MetadataChannel[]; readonly trails: boolean };

const GRIDS_REMEMBERED = 256;

/** What thumbnails made alone carry beside their pixels, and what they must not. */
export async function learnMetadata(
  bench: Bench,
  plan: TrialPlan,
  answers: readonly AloneAnswer[],
): Promise<{ readonly habit: MetadataHabit; readonly findings: readonly Finding[] }> {
  const marks = createMarkBook(plan.nonce, plan.photos);
  const metadataIn = createMetadataFinder(plan.nonce);
  const leakedInto = createPrivacyOracle({
    seed: bench.options.seed,
    book: createJobBook(plan),
    painter: bench.painter,
    shown: createShownPhotos(plan.nonce, GRIDS_REMEMBERED, bench.carriers.carrierOf),
    decode: bench.decoder.decode,
    // What it leaves behind alone is a habit, not yet a leak.
    privacy: { marks, metadataIn, trails: true },
  });
  const kept = new Set<MetadataChannel>();
  const findings: Finding[] = [];
  let trails = false;
  for (const { entry, bytes } of answers) {
    if (bytes === null) continue;
    const seen = metadataIn(bytes);
    trails ||= seen.trailing !== null;
    const finding = await leakedInto({ key: entry.key, batch: -1, bytes }, entry);
    if (finding !== null) {
      const says = `Alone, before any load: ${finding.breach.says}`;
      findings.push({ ...finding, breach: { ...finding.breach, says } });
      continue;
    }
    if (seen.pictures.length > 0) kept.add('preview');
    for (const { mark } of seen.marks) {
      const channel = marks(mark)?.channel;
      if (channel) kept.add(channel);
    }
  }
  return { habit: { kept: METADATA_CHANNELS.filter((channel) => kept.has(channel)), trails }, findings };
}

/** The habit as people read it. */
export function metadataLine({ kept, trails }: MetadataHabit): string {
  const keeps = kept.length === 0 ? 'keeps no metadata' : `keeps of its own photo: ${channelsSay(kept)}`;
  return trails ? `${keeps}; leaves bytes after the end of its pictures` : keeps;
}
