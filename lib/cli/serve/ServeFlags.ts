import type { YodleeFlags } from '../yodlee/YodleeFlags.js';
import type { Address } from './parseAddress.js';
import type { SinkChoice } from './parseSink.js';

/** Flags of `serve`; every duration in ms. */
export interface ServeFlags extends YodleeFlags {
  readonly listen: Address;
  /** Path of the inbox's file. */
  readonly inbox: string;
  readonly sink: SinkChoice;
  /** Folder for pages that are too many for memory. */
  readonly spool?: string;
  readonly health?: Address;
  readonly knownUsers: string;
  /** Infinity for never. */
  readonly reconcileEvery: number;
  readonly reconcileLag?: number;
  readonly settle?: number;
  readonly maxWait?: number;
  readonly afterWindow?: number;
  readonly lease?: number;
  readonly handlerDeadline?: number;
  readonly retryBase?: number;
  readonly retryCap?: number;
  readonly drainWithin: number;
  readonly usersAtOnce?: number;
  readonly requestsPerSecond: number;
}
