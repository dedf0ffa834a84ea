// What an answer carries beside its pixels, as it is handed from the eyes to the judge.

/** A mark as it was found, its prefix included, whole or cut short; `place` says where, such as `its eXIf chunk, byte 41`. */
export type SeenMark = { readonly mark: string; readonly place: string };

/** A second picture within the answer; its bytes begin at `place` and may run on beyond its end. */
export type SeenPicture = { readonly bytes: Uint8Array; readonly place: string };

/** `trailing` are the bytes after the end of the picture, null where there are none but zeros. */
export type SeenMetadata = {
  readonly marks: readonly SeenMark[];
  readonly pictures: readonly SeenPicture[];
  readonly trailing: SeenPicture | null;
};

/** The same object each time, so that nearly every answer is dismissed by one comparison. */
export const NOTHING_SEEN: SeenMetadata = { marks: [], pictures: [], trailing: null };
