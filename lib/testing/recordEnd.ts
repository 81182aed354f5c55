import { type MonoTypeOperatorFunction, type SchedulerLike, tap } from 'rxjs';
import type { OpenRecord } from './recordRequest.js';

/**
 * Writes down when and how a request ended: by its response, by an error, or because the subscriber left.
 *
 * Passes everything on as it came. Memory: none. Errors: those of its source.
 *
 * @param record the request's record, modified
 * @param scheduler clock of the record
 * @example
 * response.pipe(recordEnd(record, scheduler));
 */
export function recordEnd<T>(record: OpenRecord, scheduler: SchedulerLike): MonoTypeOperatorFunction<T> {
  const over = (end: OpenRecord['end']) => (): void => {
    record.end = end;
    record.endedAt = scheduler.now();
  };
  return tap({ next: over('answered'), error: over('failed'), unsubscribe: over('aborted') });
}
