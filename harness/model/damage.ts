// Files arrive cut off, lying about their size, or under the wrong name. What a thumbnailer makes of them must be a
// refusal or their own pixels, so a plan says what is broken, and how much of the photo is left in the file.

import type { PhotoPlan, SourceFormat } from './plan.ts';

/** How the GIF's frames are said to be removed (GIF89a §23): not at all, left, to the background, to what was before. */
export type Disposal = 0 | 1 | 2 | 3;

/**
 * - `truncated`: the file ends after `percent` of its picture data
 * - `no-picture`: a page of text under a picture's name, as failed downloads leave it
 * - `empty`: no bytes at all
 * - `zero-scan`: a JPEG of headers only
 * - `missing-scans`: a progressive JPEG that ends after its first scan
 * - `no-palette`: a GIF whose pixels are numbers of colours that it does not have
 * - `small-frame`: a GIF whose frames do not fill its canvas
 * - `absent-pixels`: whole and well formed, but with `percent` of the pixels that it declares (Yahoobleed)
 * - `bomb`: a few bytes that declare 30 000 × 30 000 px
 * - `wrong-extension`: a file of another format than its name says
 * - `other-preview`: a whole photo with an embedded preview that shows something else
 */
export type Damage =
  | { readonly kind: 'truncated'; readonly percent: number }
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'zero-scan' }
  | { readonly kind: 'missing-scans' }
  | { readonly kind: 'no-palette' }
  | { readonly kind: 'small-frame'; readonly disposal: Disposal }
  | { readonly kind: 'absent-pixels'; readonly percent: number }
  | { readonly kind: 'bomb' }
  | { readonly kind: 'wrong-extension'; readonly holds: 'jpeg' | 'png' }
  | { readonly kind: 'other-preview' };

export type DamageKind = Damage['kind'];

/** A damage of one format: what calibration tries, and what a trial may use. */
export type DamageForm = { readonly kind: DamageKind; readonly format: SourceFormat };

/** Every form there is; AVIF is broken too rarely for its price. */
export const DAMAGE_FORMS: readonly DamageForm[] = [
  { kind: 'truncated', format: 'jpeg' },
  { kind: 'absent-pixels', format: 'png' },
  { kind: 'no-picture', format: 'jpeg' },
  { kind: 'zero-scan', format: 'jpeg' },
  { kind: 'no-palette', format: 'gif' },
  { kind: 'absent-pixels', format: 'jpeg' },
  { kind: 'bomb', format: 'png' },
  { kind: 'truncated', format: 'png' },
  { kind: 'missing-scans', format: 'jpeg' },
  { kind: 'absent-pixels', format: 'gif' },
  { kind: 'small-frame', format: 'gif' },
  { kind: 'truncated', format: 'webp' },
  { kind: 'empty', format: 'jpeg' },
  { kind: 'wrong-extension', format: 'jpeg' },
  { kind: 'truncated', format: 'gif' },
  { kind: 'other-preview', format: 'jpeg' },
  { kind: 'wrong-extension', format: 'png' },
];

/** Such as `truncated jpeg`. */
export function damageName({ kind, format }: DamageForm): string {
  return `${kind} ${format}`;
}

/** The form of a damaged photo's damage; null for a sound one. */
export function damageFormOf({ damage, format }: Pick<PhotoPlan, 'damage' | 'format'>): DamageForm | null {
  return damage === null ? null : { kind: damage.kind, format };
}

/** How much of the photo the file still holds. */
export function pictureLeft(kind: DamageKind): 'whole' | 'part' | 'none' {
  switch (kind) {
    case 'wrong-extension':
    case 'other-preview':
      return 'whole';
    case 'truncated':
    case 'missing-scans':
    case 'no-palette':
    case 'small-frame':
    case 'absent-pixels':
      return 'part';
    case 'no-picture':
    case 'empty':
    case 'zero-scan':
    case 'bomb':
      return 'none';
    default:
      return kind satisfies never;
  }
}

/** Damage must leave bytes before and after the cut: shares nearer to nothing or all are other damages, or none. */
export const DAMAGE_PERCENT_MIN = 10;
export const DAMAGE_PERCENT_MAX = 90;

/** What keeps the photo from being damaged so, in a clause; null when it can be. */
export function damageProblem(photo: PhotoPlan): string | null {
  const { damage, format, progressive } = photo;
  if (damage === null) return null;
  const isForm = DAMAGE_FORMS.some((form) => form.kind === damage.kind && form.format === format);
  if (!isForm) return `is damaged as ${damage.kind}, which ${format} cannot be`;
  if (photo.archived) return 'is damaged and archived, but an archive holds what could be read once';
  if (photo.metadata.length > 0 || photo.orientationExif !== 1) return 'is damaged and has metadata';
  if (damage.kind === 'missing-scans' && !progressive) return 'lacks scans, but is not progressive';
  if (damage.kind === 'absent-pixels' && progressive) return 'lacks pixels at its end, but is progressive';
  if ((damage.kind === 'truncated' || damage.kind === 'absent-pixels') && !isPercent(damage.percent))
    return `keeps ${damage.percent} %, expected ${DAMAGE_PERCENT_MIN} to ${DAMAGE_PERCENT_MAX}`;
  if (damage.kind === 'wrong-extension' && damage.holds === format) return `is a ${format} under its own extension`;
  return null;
}

function isPercent(percent: number): boolean {
  return Number.isInteger(percent) && percent >= DAMAGE_PERCENT_MIN && percent <= DAMAGE_PERCENT_MAX;
}

/** What an `other-preview` shows: nobody's photo, so that whoever shows it is not taken for somebody else. */
export function previewIdentity<Photo extends Pick<PhotoPlan, 'contentId'>>(photo: Photo): Photo {
  return { ...photo, contentId: `${photo.contentId}|preview` };
}
