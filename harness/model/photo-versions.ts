// A photo has a life: it is replaced, deleted and uploaded anew, archived, moved. Whatever it has become by an ask follows from
// the plan alone, so that everybody who lays it, asks for it, judges it or names it means the same picture in the same place.

import { framesOf } from './odd-source.ts';
import type { Change, PhotoId, PhotoPlan, TrialPlan } from './plan.ts';

/** A new version comes about so long after the one before: no file system takes the two for equally old. */
const VERSION_APART_MS = 60_000;

/** The photo of a plan as it is by a version, the plan's own or a later one. */
export function photoAt(photo: PhotoPlan, version: number): PhotoPlan {
  let now = photo;
  while (now.version < version) now = changed(now, photo.changes[now.version - photo.version] ?? { kind: 'replaced' });
  return now;
}

function changed(photo: PhotoPlan, change: Change): PhotoPlan {
  const { drawnAs: _, ...next } = { ...photo, version: photo.version + 1 };
  const touchedMs = photo.mtimeMs + VERSION_APART_MS;
  switch (change.kind) {
    case 'replaced':
    case 'recreated':
      return { ...next, mtimeMs: touchedMs };
    case 'archived':
      return { ...next, drawnAs: drawnAsOf(photo), archived: true, mtimeMs: touchedMs };
    case 'moved':
      return { ...next, drawnAs: drawnAsOf(photo), album: change.album, name: change.name };
    default:
      return change satisfies never;
  }
}

/** The version in which the photo got the pixels that it has. */
export function drawnAsOf({ version, drawnAs = version }: Pick<PhotoPlan, 'version' | 'drawnAs'>): number {
  return drawnAs;
}

/** One name for each version of each photo, and for each later picture of an animation, for keys of maps. */
export function versionName({ id, version, frame = 0 }: Pick<PhotoPlan, 'id' | 'version' | 'frame'>): string {
  return frame === 0 ? `${id}@${version}` : `${id}@${version}#${frame}`;
}

/** The latest version of each photo that is asked for. */
export function versionsOf({ workload }: Pick<TrialPlan, 'workload'>): ReadonlyMap<PhotoId, number> {
  const versions = new Map<PhotoId, number>();
  for (const { photo, version } of workload.batches.flat())
    versions.set(photo, Math.max(version, versions.get(photo) ?? version));
  return versions;
}

/** `shared`: uploaded by one owner when another one has the very same picture already. */
export type PhotoEvent = Change['kind'] | 'uploaded' | 'shared';

/** A photo before it changed and after; `kinds`, what happened in between, in order. */
export type PhotoChange = {
  readonly before: PhotoPlan;
  readonly after: PhotoPlan;
  readonly kinds: readonly PhotoEvent[];
};

/** What becomes of photos just before each batch, by its index, in the order of its asks. */
export function changesBefore(plan: Pick<TrialPlan, 'photos' | 'workload'>): ReadonlyMap<number, PhotoChange[]> {
  const photos = new Map(
    plan.photos.map((photo) => [photo.id, { photo, now: photo, isUp: photo.uploaded === 'before' }]),
  );
  const contents = new Set([...photos.values()].flatMap(({ photo, isUp }) => (isUp ? [photo.contentId] : [])));
  const changes = new Map<number, PhotoChange[]>();
  plan.workload.batches.forEach((batch, index) => {
    for (const { photo: id, version } of batch) {
      const known = photos.get(id);
      if (known === undefined || (known.isUp && version <= known.now.version)) continue;
      const { photo, now: before, isUp } = known;
      const upload: readonly PhotoEvent[] = isUp ? [] : [contents.has(photo.contentId) ? 'shared' : 'uploaded'];
      known.now = photoAt(photo, version);
      known.isUp = true;
      contents.add(photo.contentId);
      const since = Array.from(
        { length: version - before.version },
        (_, past) => before.version - photo.version + past,
      );
      const kinds = [...upload, ...since.map((at) => photo.changes[at]?.kind ?? 'replaced')];
      changes.set(index, [...(changes.get(index) ?? []), { before, after: known.now, kinds }]);
    }
  });
  return changes;
}

/** These put a whole file where none was, or another one in its place, at once. */
const AT_ONCE: ReadonlySet<PhotoEvent> = new Set<PhotoEvent>(['replaced', 'uploaded', 'shared']);

/** Whoever reads a photo while it is deleted, moved or archived may rightly get nothing, or its other form: nothing must be in flight. */
export function needsQuiet({ kinds }: PhotoChange): boolean {
  return kinds.some((kind) => !AT_ONCE.has(kind));
}

/** The photo is gone from where it was, or was for a moment. */
export function isDeletion({ kinds }: PhotoChange): boolean {
  return kinds.includes('recreated') || kinds.includes('moved');
}

/** Each photo of the plan in every version that it has. */
export function everyVersion(plan: Pick<TrialPlan, 'photos' | 'workload'>): readonly PhotoPlan[] {
  const latest = versionsOf(plan);
  return plan.photos.flatMap((photo) => {
    const later = Math.max(0, (latest.get(photo.id) ?? photo.version) - photo.version);
    return [photo, ...Array.from({ length: later }, (_, index) => photoAt(photo, photo.version + 1 + index))];
  });
}

/** True for twins too: nobody can tell whose pixels of the two they are. */
export function isSamePicture(a: PhotoPlan, b: PhotoPlan): boolean {
  return a.contentId === b.contentId && drawnAsOf(a) === drawnAsOf(b) && (a.frame ?? 0) === (b.frame ?? 0);
}

/** The photo itself in any version, or what a twin was while the two were alike: nothing of it is somebody else's. */
export function isOwnPicture(shown: PhotoPlan, photo: PhotoPlan): boolean {
  return shown.id === photo.id || (shown.contentId === photo.contentId && drawnAsOf(shown) <= drawnAsOf(photo));
}

/** Each photo in every version that was drawn anew, and the later pictures of animations besides: all that any thumbnail may show. */
export function everyPicture(plan: Pick<TrialPlan, 'photos' | 'workload'>): readonly PhotoPlan[] {
  const drawn = everyVersion(plan).filter(({ drawnAs }) => drawnAs === undefined);
  return drawn.flatMap((photo) =>
    Array.from({ length: framesOf(photo) }, (_, frame) => (frame === 0 ? photo : { ...photo, frame })),
  );
}
