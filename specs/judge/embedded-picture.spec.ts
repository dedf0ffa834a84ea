import { describe, expect, it } from 'vitest';
import { ownerOfPicture } from '../../harness/judge/embedded-picture.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { painted, painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

const [OWN, OTHER, THIRD] = album('previews', 3, { widthPx: 360, heightPx: 300, orientationExif: 6 }).map(
  (photo, i): PhotoPlan => ({ ...photo, contentId: `preview-${i}` }),
);

function ownerOf(
  photo: PhotoPlan | undefined,
  candidates: readonly (PhotoPlan | undefined)[],
  about: Partial<Recipe> = {},
  policy: 'rotate' | 'drop' = 'rotate',
) {
  if (photo === undefined || OWN === undefined) throw new RangeError('Expected three photos.');
  const way = painting({ policy });
  const preview = painted(photo, { ...way, recipe: { ...way.recipe, ...about } });
  return ownerOfPicture(
    { painter, shown },
    preview,
    OWN,
    candidates.filter((each) => each !== undefined),
  );
}

describe('a preview inside a thumbnail', () => {
  it('is its own where it resembles its own photo', () => {
    expect(ownerOf(OWN, [OTHER, OWN])).toEqual({ kind: 'own' });
  });

  it('is its own where it was made of the photo as it is stored', () => {
    expect(ownerOf(OWN, [OTHER], {}, 'drop')).toEqual({ kind: 'own' });
  });

  it('is that of the one that it resembles, whatever the order', () => {
    expect(ownerOf(OTHER, [OWN, THIRD, OTHER])).toMatchObject({ kind: 'foreign', photo: { id: OTHER?.id } });
    expect(ownerOf(OTHER, [OTHER, THIRD])).toMatchObject({ kind: 'foreign', photo: { id: OTHER?.id } });
    expect(ownerOf(OTHER, [OTHER], {}, 'drop')).toMatchObject({ kind: 'foreign', photo: { id: OTHER?.id } });
  });

  it("is nobody's where it resembles none", () => {
    expect(ownerOf(OTHER, [OWN, THIRD])).toEqual({ kind: 'nobody' });
    expect(ownerOf(OTHER, [])).toEqual({ kind: 'nobody' });
  });

  it("is nobody's where it has fewer than 24 pixels one way", () => {
    expect(ownerOf(OWN, [], { width: 48, height: 23 })).toEqual({ kind: 'nobody' });
    expect(ownerOf(OWN, [], { width: 23, height: 48 })).toEqual({ kind: 'nobody' });
    expect(ownerOf(OWN, [], { width: 48, height: 24 })).toEqual({ kind: 'own' });
  });
});
