// A client that waits no longer has not told anybody: the thumbnailer goes on with what is wanted no more, beside what is
// asked next, and so bears a crowd that no client ever meant to be.

export type Patience = {
  readonly isOver: () => boolean;
  /** To be called when the batch has settled: from then on it is not given up. */
  readonly end: () => void;
};

/** Over after so many milliseconds, which is then told by `onOver`; never with null. `fail` is given what that throws. */
export function patience(afterMs: number | null, onOver: () => void, fail: (error: unknown) => void): Patience {
  if (afterMs === null) return { isOver: () => false, end: () => {} };
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    try {
      onOver();
    } catch (error) {
      fail(error);
    }
  }, afterMs);
  return { isOver: () => isOver, end: () => clearTimeout(timer) };
}
