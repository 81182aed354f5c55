import { requireRange } from '../../operators/requireRange.js';

/** One webhook's part of a budget; unsubscribing gives all of it back. */
export interface InFlightClaim {
  /** Takes more; tells whether there was so much left, and takes nothing if not. Unit: bytes */
  take(bytes: number): boolean;
  unsubscribe(): void;
}

/** Bytes that may be on their way from sockets to the store at the same time. */
export interface InFlightBudget {
  /** Unit: bytes */
  readonly limitBytes: number;
  /** Unit: bytes */
  usedBytes(): number;
  claim(): InFlightClaim;
}

/**
 * Makes a budget that several receivers may share.
 *
 * @param limitBytes how much there is. Unit: bytes, ≥ 1
 * @example
 * const inFlight = createInFlightBudget(256 * 1_048_576);
 * receiveNotification(yodleeOfA, inbox, { pathSecret: secretOfA, inFlight });
 * receiveNotification(yodleeOfB, inbox, { pathSecret: secretOfB, inFlight });
 */
export function createInFlightBudget(limitBytes: number): InFlightBudget {
  requireRange('inFlightBytes', limitBytes, { min: 1, unit: 'bytes' });
  let used = 0;
  return {
    limitBytes,
    usedBytes: () => used,
    claim: () => {
      let taken = 0;
      let isOver = false;
      return {
        take: (bytes) => {
          if (isOver || used + bytes > limitBytes) return false;
          used += bytes;
          taken += bytes;
          return true;
        },
        unsubscribe: () => {
          isOver = true;
          used -= taken;
          taken = 0;
        },
      };
    },
  };
}
