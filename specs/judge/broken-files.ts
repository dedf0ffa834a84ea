// What thumbnailers make of files that are cut off or empty: halves of pictures, noise, and whole ones all the same.

import type { DamagedCase } from '../../harness/judge/containment.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { DAMAGED, encoded, own, WAY, type Court } from './court.ts';
import { observed, thumbnailOf } from './thumbnails-made-alone.ts';

export function broken(index: number): PhotoPlan {
  const found = DAMAGED[index];
  if (found === undefined) throw new RangeError(`Expected more than ${index} damaged photos.`);
  return found;
}

/** The damaged photo's thumbnail as it would be if its file were whole. */
export const whole = (index: number) => thumbnailOf({ ...broken(index), damage: null }, WAY);

/** The upper half of one picture over the lower half of another; a level instead of a picture is a flat half. */
export async function halves(upper: Uint8Array, lower: Uint8Array | number): Promise<Uint8Array> {
  const seen = await observed(upper);
  const half = seen.luma.length / 2;
  const below =
    typeof lower === 'number' ? new Uint8Array(half).fill(lower) : (await observed(lower)).luma.subarray(half);
  return encoded({ ...seen, luma: Uint8Array.from([...seen.luma.subarray(0, half), ...below]) });
}

/** Of no photo: another one for each `step`. */
export async function noise(step: number): Promise<Uint8Array> {
  const seen = await observed(own(0));
  const luma = seen.luma.map((_, at) => 40 + ((Math.floor(at / 7) * step * 7919) % 177));
  return encoded({ ...seen, luma });
}

/** What is left to be asked alone of a damaged photo. Throws where nothing is. */
export const caseOf = ({ judge }: Court, index: number): DamagedCase => {
  const found = judge.damaged().find(({ entry }) => entry.photo.id === DAMAGED[index]?.id);
  if (found === undefined) throw new RangeError(`Expected a case of damaged photo ${index}.`);
  return found;
};
