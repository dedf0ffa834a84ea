// The timers of the process as they were before anything was ordered: what the host does for itself must not wait for
// a turn that it is to give.

export const realTimers = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
} as const;
