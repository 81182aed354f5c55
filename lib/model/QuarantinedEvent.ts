import type { DecodeFailure } from './DecodeFailure.js';
import type { EventId } from './Identity.js';

/** An entry that could not be decoded: what identifies it, and where it failed. */
export interface QuarantinedEvent {
  /** Its id when that much could be read. */
  readonly id?: EventId;
  /** Digest of its bytes, to find it again upstream. */
  readonly digest: string;
  readonly failures: readonly DecodeFailure[];
}
