/** Empties the young generation, so that nobody pays for what another has left; a full collection would shrink the heap. */
export const sweepYoung = () => globalThis.gc?.({ type: 'minor' });

/** Collects all garbage, to see what is really held. */
export const collectGarbage = () => {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  globalThis.gc();
};
