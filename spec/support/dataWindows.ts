import fc from 'fast-check';
import type { DataWindow } from '../../lib/model/DataWindow.js';

/** Gives the window of the seconds `from` to `until`. */
export function seconds(from: number, until: number): DataWindow {
  return { from: new Date(from * 1_000), until: new Date(until * 1_000) };
}

/** Gives the seconds that windows cover, each once, in order. */
export function coveredSeconds(windows: readonly DataWindow[]): readonly number[] {
  const covered = new Set<number>();
  for (const { from, until } of windows) {
    for (let at = from.getTime() / 1_000; at < until.getTime() / 1_000; at++) covered.add(at);
  }
  return [...covered].sort((a, b) => a - b);
}

/** Any few windows within the first 60 seconds, empty ones too. */
export function anyWindows(): fc.Arbitrary<readonly DataWindow[]> {
  const window = fc.tuple(fc.nat(60), fc.nat(20)).map(([from, length]) => seconds(from, from + length));
  return fc.array(window, { maxLength: 8 });
}
