// Memory that grows with the load ends a long run. How much a process had at most, and how much of that it had reached
// by a given number of thumbnails, is read beside its progress lines.

import type { PrintedLine } from './gate-run.ts';

/** As progress is printed: "under load  41 of 150", thousands apart. */
const UNDER_LOAD = /^under load\s+(\d[\d\s]*?) of /;
const MIB = 2 ** 20;

/** MiB resident at most before the load passed `thumbnails`; null when it never did, or nothing was measured. */
export function peakAfter(lines: readonly PrintedLine[], thumbnails: number): number | null {
  const line = lines.find(({ text }) => Number(UNDER_LOAD.exec(text)?.[1]?.replaceAll(/\s/g, '') ?? 0) >= thumbnails);
  return line?.peakBytes === undefined ? null : Math.round(line.peakBytes / MIB);
}

/** MiB resident at most; null when nothing was measured. */
export function peakOfAll(lines: readonly PrintedLine[]): number | null {
  const peaks = lines.flatMap(({ peakBytes }) => peakBytes ?? []);
  return peaks.length === 0 ? null : Math.round(Math.max(...peaks) / MIB);
}
