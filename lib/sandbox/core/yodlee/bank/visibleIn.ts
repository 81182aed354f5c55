import type { Entity, Version } from './records.js';

/** A record as one window shows it. */
export interface Shown<V> {
  readonly id: string;
  readonly version: Version<V>;
}

/** A window, both ends included. Unit: epoch seconds. */
export interface ClosedWindow {
  readonly from: number;
  readonly to: number;
}

/**
 * Lists the records that a window shows, as the switch `userDataIs` has it: those changed in it as they are now, as
 * they were at its end, or only those that changed last in it.
 *
 * @param entities the records
 * @param window the window
 * @param how value of the switch
 * @example
 * visibleIn(book.accounts, { from, to }, 'changed-now').map(({ id }) => id);
 */
export function visibleIn<V>(
  entities: readonly Entity<V>[],
  { from, to }: ClosedWindow,
  how: string,
): readonly Shown<V>[] {
  return entities.flatMap(({ id, versions }) => {
    const within = versions.filter(({ at }) => at >= from && at <= to).at(-1);
    const last = versions.at(-1);
    if (within === undefined || last === undefined) return [];
    if (how === 'as-of-window') return [{ id, version: within }];
    return how === 'last-updated' && last !== within ? [] : [{ id, version: last }];
  });
}
