import type { BridgeSession } from './BridgeSession.js';
import type { Seat } from './createSeats.js';

/** A client that may have its socket. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly session: BridgeSession;
  readonly seat: Seat;
}

/** A client that may not: what to answer before any upgrade. */
export interface NotAdmitted {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 503;
  readonly reason: 'tokenInUrl' | 'protocol' | 'origin' | 'unauthorized' | 'full';
}

/** What a request for a socket comes to. */
export type Admission = Admitted | NotAdmitted;
