// A plan may come from a draw, from shrinking or from somebody's issue. Whatever breaks the promises that later stages
// rely on is told here, all at once, before a thumbnailer is accused because of it.

import { damageProblem } from '../model/damage.ts';
import { channelsIn } from '../model/metadata-channel.ts';
import { canBeOdd } from '../model/odd-source.ts';
import type { PhotoPlan, TrialPlan } from '../model/plan.ts';
import { extensionOf, nameProblems } from './file-name.ts';
import { isNameAttack } from './names.ts';
import { QUALITY_LOSSLESS, canBeProgressive, canBeTurned, canHoldAlpha, colourFor } from './photo-traits.ts';
import { SPECK_LONG_MAX_PX } from './odd-shares.ts';
import { repeated } from './repeated.ts';
import { SIDE_MAX_PX, SIDE_MIN_PX } from './sizes.ts';
import { workloadProblems } from './workload-validity.ts';

/** Every breach of a plan's promises, each a sentence that names the place; empty when the plan is sound. */
export function planProblems(plan: TrialPlan): readonly string[] {
  return [
    ...headProblems(plan),
    ...ownerProblems(plan),
    ...plan.photos.flatMap((photo) => photoProblems(photo).map((problem) => `Photo ${photo.id} ${problem}.`)),
    ...identityProblems(plan),
    ...twinProblems(plan.photos),
    ...workloadProblems(plan),
  ];
}

function headProblems({ schemaVersion, seed, nonce, recipes }: TrialPlan): string[] {
  const isSide = (px: number) => Number.isInteger(px) && px >= 1;
  return [
    ...(schemaVersion === 1 ? [] : [`Expected schema version 1, got ${String(schemaVersion)}.`]),
    ...(Number.isSafeInteger(seed) ? [] : [`Expected the seed to be an integer, got ${seed}.`]),
    ...(nonce === '' ? ['Expected a nonce, got an empty one: photos of other runs could not be told from these.'] : []),
    ...recipes
      .filter(({ width, height, quality }) => !isSide(width) || !isSide(height) || !(quality >= 1 && quality <= 100))
      .map((recipe) => `Expected a box of whole pixels and a quality from 1 to 100, got ${JSON.stringify(recipe)}.`),
  ];
}

function ownerProblems({ owners, photos }: TrialPlan): string[] {
  const owning = new Set(photos.map(({ owner }) => owner));
  return [
    ...repeated(owners).map((owner) => `Owner ${JSON.stringify(owner)} is listed twice.`),
    ...owners.filter((owner) => !owning.has(owner)).map((owner) => `Owner ${JSON.stringify(owner)} has no photo.`),
    ...owners.flatMap((owner) => nameProblems(owner).map((problem) => `Owner ${JSON.stringify(owner)} ${problem}.`)),
    ...photos
      .filter(({ owner }) => !owners.includes(owner))
      .map(({ id }) => `Photo ${id} has an owner who is not listed.`),
  ];
}

function photoProblems(photo: PhotoPlan): string[] {
  const { format, quality, name, album, oddity } = photo;
  const isLossless = format === 'png' || format === 'gif';
  const [sideMinPx, sideMaxPx] = oddity === 'one-pixel' ? [1, SPECK_LONG_MAX_PX] : [SIDE_MIN_PX, SIDE_MAX_PX];
  const isSide = (px: number) => Number.isInteger(px) && px >= sideMinPx && px <= sideMaxPx;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      isSide(photo.widthPx) && isSide(photo.heightPx),
      `has sides ${photo.widthPx} and ${photo.heightPx}, expected ${sideMinPx} to ${sideMaxPx} px`,
    ],
    [
      canBeOdd(format, oddity) && colourFor(oddity, photo.colour) === photo.colour,
      `is ${oddity} and ${photo.colour}, which ${format} cannot be`,
    ],
    [oddity !== 'one-pixel' || Math.min(photo.widthPx, photo.heightPx) === 1, 'is one-pixel, expected a side of 1 px'],
    [photo.frame === undefined, `is picture ${photo.frame} of an animation, expected the whole of it`],
    [
      isLossless ? quality === QUALITY_LOSSLESS : Number.isInteger(quality) && quality >= 1 && quality <= 100,
      `has quality ${quality}, which ${format} cannot`,
    ],
    [!photo.progressive || canBeProgressive(format), `is progressive, which ${format} cannot be`],
    [photo.colour !== 'alpha' || canHoldAlpha(format), `has alpha, which ${format} is not given`],
    [
      photo.orientationExif === 1 || canBeTurned(format, oddity),
      `has EXIF orientation ${photo.orientationExif}, about which readers of ${format} disagree`,
    ],
    [
      photo.orientationExif >= 1 && photo.orientationExif <= 8,
      `has EXIF orientation ${photo.orientationExif}, expected 1 to 8`,
    ],
    [
      channelsIn(format, photo.colour, oddity)
        .filter((channel) => photo.metadata.includes(channel))
        .join() === photo.metadata.join(),
      `has metadata in ${photo.metadata.join(', ')}, expected some of ${channelsIn(format, photo.colour, oddity).join(', ')} in this order`,
    ],
    [
      name.endsWith(extensionOf(format)),
      `is called ${JSON.stringify(name)}, expected the extension ${extensionOf(format)}`,
    ],
    [
      photo.nameAttack === 'plain' || isNameAttack(photo.nameAttack),
      `has the unknown name attack ${JSON.stringify(photo.nameAttack)}`,
    ],
    [Number.isInteger(photo.version) && photo.version >= 1, `has version ${photo.version}, expected 1 or more`],
    [photo.drawnAs === undefined, 'is drawn as another version of itself, expected it as it was uploaded'],
    [
      Number.isSafeInteger(photo.mtimeMs) && photo.mtimeMs >= 0,
      `has the modification time ${photo.mtimeMs}, expected whole milliseconds since 1970`,
    ],
    [
      Number.isInteger(photo.tintHue) && photo.tintHue >= 0 && photo.tintHue < 360,
      `has hue ${photo.tintHue}, expected 0 to 359`,
    ],
    [isCrop(photo.carrier), `has a crop beyond its photograph: ${JSON.stringify(photo.carrier)}`],
  ];
  return [
    ...rules.filter(([holds]) => !holds).map(([, problem]) => problem),
    ...[damageProblem(photo)].filter((problem) => problem !== null),
    ...nameProblems(name).map((problem) => `has a name that ${problem}`),
    ...nameProblems(album).map((problem) => `has an album whose name ${problem}`),
    ...photo.changes.flatMap((change) =>
      change.kind === 'moved' ? placeProblems(change, format).map((problem) => `moves to ${problem}`) : [],
    ),
  ];
}

function placeProblems({ album, name }: { album: string; name: string }, format: PhotoPlan['format']): string[] {
  return [
    ...nameProblems(name).map((problem) => `a name that ${problem}`),
    ...nameProblems(album).map((problem) => `an album whose name ${problem}`),
    ...(name.endsWith(extensionOf(format))
      ? []
      : [`${JSON.stringify(name)}, expected the extension ${extensionOf(format)}`]),
  ];
}

function isCrop(crop: PhotoPlan['carrier']): boolean {
  if (crop === null) return true;
  const isShare = (share: number) => share >= 0 && share <= 1;
  return isShare(crop.x) && isShare(crop.y) && isShare(crop.zoom) && crop.zoom > 0 && typeof crop.marked === 'boolean';
}

function identityProblems({ photos, workload }: TrialPlan): string[] {
  const paths = photos.map(({ owner, album, name }) => JSON.stringify(`${owner}/${album}/${name}`));
  return [
    ...repeated(photos.map(({ id }) => id)).map((id) => `Photo id ${id} is given twice.`),
    ...repeated(paths).map((path) => `Two photos are at ${path}.`),
    ...repeated(workload.batches.flat().map(({ key }) => key)).map((key) => `Ask key ${key} is given twice.`),
  ];
}

/** Twins must give the same bytes, and belong to different owners, or an album would hold a photo twice. */
function twinProblems(photos: readonly PhotoPlan[]): string[] {
  const firsts = new Map<string, PhotoPlan>();
  return photos.flatMap((photo) => {
    const first = firsts.get(photo.contentId);
    if (first === undefined) {
      firsts.set(photo.contentId, photo);
      return [];
    }
    const differing = TWIN_TRAITS.filter((trait) => JSON.stringify(first[trait]) !== JSON.stringify(photo[trait]));
    return [
      ...differing.map((trait) => `Twins ${first.id} and ${photo.id} differ in ${trait}.`),
      ...(first.damage === null && photo.damage === null
        ? []
        : [`Twins ${first.id} and ${photo.id} are damaged, which nobody shares on purpose.`]),
      ...(first.owner === photo.owner ? [`Twins ${first.id} and ${photo.id} have the same owner.`] : []),
    ];
  });
}

const TWIN_TRAITS = [
  'version',
  'widthPx',
  'heightPx',
  'format',
  'quality',
  'progressive',
  'colour',
  'oddity',
  'orientationExif',
  'metadata',
  'archived',
  'tintHue',
  'carrier',
] as const;
