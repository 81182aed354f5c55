import type { SyncRun } from '../../../model/SyncRun.js';
import { corrupt } from './columns.js';

/** How a date looks inside the JSON of a run. */
const DATE_KEY = '$date';

/**
 * Writes a run as text, without the ids that it has seen: those are kept in rows of their own.
 *
 * @param run the run
 * @example
 * encodeRun(run);
 */
export function encodeRun(run: SyncRun): string {
  return JSON.stringify({ ...run, seen: [] }, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    const original = this[key];
    return original instanceof Date ? { [DATE_KEY]: original.getTime() } : value;
  });
}

/**
 * Reads a run back; dates are dates again.
 *
 * Errors: throws StoreUnavailableError `corrupt` for anything that is no run.
 *
 * @param text what `encodeRun` wrote
 * @param seen the ids that it has seen
 * @example
 * decodeRun(encodeRun(run), run.seen); // run
 */
export function decodeRun(text: string, seen: readonly string[]): SyncRun {
  const run: unknown = parsed(text);
  if (!isRun(run)) throw corrupt();
  return { ...run, seen };
}

function parsed(text: string): unknown {
  try {
    const run: unknown = JSON.parse(text, (_key, value: unknown) => revived(value));
    return run;
  } catch {
    throw corrupt();
  }
}

function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(DATE_KEY in value)) return value;
  return typeof value.$date === 'number' ? new Date(value.$date) : value;
}

/** The rest is what our own types let in when it was written. */
function isRun(value: unknown): value is SyncRun {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'runId' in value &&
    typeof value.runId === 'string' &&
    'expiresAt' in value &&
    value.expiresAt instanceof Date &&
    'updates' in value &&
    Array.isArray(value.updates) &&
    'baseline' in value &&
    Array.isArray(value.baseline) &&
    'ended' in value &&
    typeof value.ended === 'boolean'
  );
}
