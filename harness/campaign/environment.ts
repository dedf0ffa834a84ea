// What a verdict depends on besides the thumbnailer: enough to explain why another machine saw something else.

import { availableParallelism, release, totalmem } from 'node:os';
import { arch, platform, version } from 'node:process';
import { PIXEL_METRIC } from '../judge/likeness.ts';
import { PDQ_VERSION } from '../judge/pdq.ts';

/** Names and values of the machine and of what judges. */
export function machineFacts(): Readonly<Record<string, string>> {
  return {
    node: version,
    platform: `${platform} ${arch} ${release()}`,
    cores: String(availableParallelism()),
    memoryGiB: (totalmem() / 2 ** 30).toFixed(1),
    pixelMetric: PIXEL_METRIC,
    perceptualHash: PDQ_VERSION,
  };
}
