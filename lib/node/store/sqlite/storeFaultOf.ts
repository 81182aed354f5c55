import { isAggregationError } from '../../../errors/isAggregationError.js';
import { type StoreFault, StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import { WorkFailure } from './WorkFailure.js';

/** SQLite's primary result codes. Source: sqlite.org/rescode.html */
const FAULTS: Readonly<Record<number, StoreFault>> = {
  5: 'locked',
  6: 'locked',
  7: 'io',
  8: 'readOnly',
  10: 'io',
  11: 'corrupt',
  13: 'full',
  14: 'io',
  22: 'io',
  26: 'corrupt',
};
const SYSTEM_FAULTS: Readonly<Record<string, StoreFault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
};

/**
 * Says which fault of the store an error is; undefined when it is none, such as a broken constraint.
 *
 * @param error what was thrown
 * @example
 * storeFaultOf(new RangeError('no')); // undefined
 */
export function storeFaultOf(error: unknown): StoreFault | undefined {
  if (isOurs(error)) return error.fault;
  if (typeof error !== 'object' || error === null) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return faultOfCode(error.errcode);
  if ('syscall' in error && 'code' in error && typeof error.code === 'string') return SYSTEM_FAULTS[error.code] ?? 'io';
  return undefined;
}

/**
 * Says which fault of the store a result code of SQLite is; undefined when it is none.
 *
 * @param code primary or extended
 * @example
 * faultOfCode(266); // 'io'
 */
export function faultOfCode(code: number): StoreFault | undefined {
  return FAULTS[code & 0xff];
}

/**
 * Says whether a handle that met this fault must not be used again: a page that could not be synced may be gone.
 *
 * @param fault what happened
 * @example
 * isFatal('full'); // false
 */
export function isFatal(fault: StoreFault): boolean {
  return fault === 'io' || fault === 'corrupt' || fault === 'readOnly';
}

/**
 * Gives an error as callers may see it: a fault of the store by name, what work threw and anything else as it is.
 *
 * The text of SQLite's error is left out: it may quote what was written.
 *
 * @param error what was thrown
 * @param operation what was asked, in words without identifiers
 * @example
 * throw toStoreError(error, 'inbox: put');
 */
export function toStoreError(error: unknown, operation: string): unknown {
  if (error instanceof WorkFailure) return error.cause;
  const fault = storeFaultOf(error);
  if (fault === undefined || isOurs(error)) return error;
  return new StoreUnavailableError(fault, operation);
}

function isOurs(error: unknown): error is StoreUnavailableError {
  return isAggregationError(error) && error.name === 'StoreUnavailableError';
}
