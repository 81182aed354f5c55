import type { DecodeFailure } from './DecodeFailure.js';
import type { LoginName } from './Identity.js';

/** A notification, or one user of it, that could not be used: what failed and a digest, never its text. */
export interface QuarantinedNotice {
  readonly receivedAt: Date;
  readonly digest: string;
  /** Unit: bytes of what was refused */
  readonly bytes: number;
  /** Whose it was, when that much could be read, so that an erasure reaches it. */
  readonly userId?: LoginName;
  readonly failures: readonly DecodeFailure[];
}
