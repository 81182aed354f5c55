import {
  concatMap,
  defer,
  EMPTY,
  interval,
  type MonoTypeOperatorFunction,
  type SchedulerLike,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import type { InFlightClaim } from './createInFlightBudget.js';
import { Refusal } from './Refusal.js';
import { refuseAs } from './refuseAs.js';

/** What a body may cost. */
export interface BodyLimits {
  /** Unit: bytes */
  readonly maxBodyBytes: number;
  /** Unit: ms */
  readonly bodyDeadlineMs: number;
  /** Unit: bytes/s */
  readonly minBytesPerSecond: number;
  /** Where its bytes are taken from. */
  readonly claim: InFlightClaim;
  /** Tells whether we hold it back; that time does not count. */
  readonly isHeld: () => boolean;
  readonly scheduler: SchedulerLike;
}

const LOOK_EVERY_MS = 1_000;
/** A body has so long before its rate is looked at: one lost packet is no attack. Unit: ms */
const RATE_GRACE_MS = 5_000;

/**
 * Passes the bytes of a body while there are not too many and they do not come too slowly.
 *
 * ```marble
 * source     -a-b-c-|
 * meterBody  -a-#  two bytes each, three allowed
 * ```
 *
 * Counts what comes, whatever was announced. Errors with a Refusal: `tooLarge`, `budget`, `tooSlow`, or `body` for
 * errors of the source. Memory: one timer.
 *
 * @param limits of size, of the share in the budget, and of time
 * @example
 * request.body.pipe(meterBody({ maxBodyBytes: 1_024, bodyDeadlineMs: 30_000, minBytesPerSecond: 256, claim, isHeld, scheduler }));
 */
export function meterBody(limits: BodyLimits): MonoTypeOperatorFunction<Uint8Array> {
  const { maxBodyBytes, claim, scheduler } = limits;
  return (body) =>
    defer(() => {
      const pace = new Pace(limits);
      const tooSlow = interval(LOOK_EVERY_MS, scheduler).pipe(
        concatMap(() => (pace.isKept() ? EMPTY : throwError(() => new Refusal('tooSlow')))),
      );
      const count = (chunk: Uint8Array): void => {
        pace.bytes += chunk.byteLength;
        if (pace.bytes > maxBodyBytes) throw new Refusal('tooLarge');
        if (!claim.take(chunk.byteLength)) throw new Refusal('budget');
      };
      return body.pipe(refuseAs('body'), tap(count), takeUntil(tooSlow));
    });
}

class Pace {
  bytes = 0;
  private activeMs = 0;

  constructor(private readonly limits: BodyLimits) {}

  isKept(): boolean {
    const { bodyDeadlineMs, minBytesPerSecond, isHeld } = this.limits;
    if (isHeld()) return true;
    this.activeMs += LOOK_EVERY_MS;
    if (this.activeMs > bodyDeadlineMs) return false;
    return this.activeMs <= RATE_GRACE_MS || this.bytes * 1_000 >= minBytesPerSecond * this.activeMs;
  }
}
