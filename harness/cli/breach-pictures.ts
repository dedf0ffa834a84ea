// The pictures of the evidence, for a terminal that can show them. Evidence that is gone or broken is no trouble: the words
// stand without it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LumaPicture } from '../model/expectation.ts';
import type { Result } from '../model/verdict.ts';
import { createLumaDecoder } from '../observe/decode.ts';
import type { BreachPictures } from '../report/breach-text.ts';
import type { Screen } from './terminal.ts';

const PICTURES_MAX = 48;
const CAPS = { maxBytes: 16 * 2 ** 20, maxPixels: 4_000_000 };

/** What came and what was expected, by the breach's id; none for a screen that cannot show them. */
export async function breachPictures(
  { breaches, folder }: Result,
  { shades }: Pick<Screen, 'shades'>,
): Promise<ReadonlyMap<string, BreachPictures>> {
  const pictures = new Map<string, BreachPictures>();
  if (!shades) return pictures;
  const decoder = createLumaDecoder(CAPS);
  const pictureIn = async (path: string): Promise<LumaPicture | null> => {
    const bytes = await readFile(path).catch(() => null);
    const decoded = bytes === null ? null : await decoder.decode(bytes);
    return decoded?.kind === 'decoded' ? decoded : null;
  };
  for (const { id, evidence } of breaches.slice(0, PICTURES_MAX)) {
    if (evidence === null) continue;
    const actual = await pictureIn(join(folder, evidence, 'actual.png'));
    const expected = await pictureIn(join(folder, evidence, 'expected.png'));
    if (actual !== null) pictures.set(id, { actual, expected });
  }
  return pictures;
}
