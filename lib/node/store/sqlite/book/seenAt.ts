import type { BookScope } from './BookScope.js';
import { versionOf } from './versionOf.js';

/** How upstream spoke of a record: `told` that it changed, or `listed` it among all that there are. */
export type Telling = 'told' | 'listed';

/**
 * Gives until when a record is known to be as upstream showed it: what is here and newer stays, and what went then stays gone.
 *
 * One that was told is known as of its change only, since windows come late and in any order. One that was listed was there
 * when the list was read, however old it is and whatever the book had of it.
 *
 * @param lastUpdated as upstream sent it
 * @param scope whose moment is that of the reading
 * @param telling how upstream spoke of it
 * @example
 * seenAt('1970-01-01T00:00:01Z', { asOf: 5_000 }, 'listed'); // 5000
 */
export function seenAt(lastUpdated: string | undefined, { asOf }: Pick<BookScope, 'asOf'>, telling: Telling): number {
  return telling === 'listed' ? asOf : versionOf(lastUpdated, asOf);
}
