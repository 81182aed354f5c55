import type { Observable } from 'rxjs';
import type { SocketPort, SocketRequest } from './SocketPort.js';

/** A client that may have its socket. */
export interface AdmittedSocket {
  readonly kind: 'admitted';
  /** Serves the open socket until it is closed, by whomever; unsubscribing closes it. */
  serve(socket: SocketPort): Observable<never>;
  /** Gives the place back when there will be no socket, or there is none any more. */
  cancel(): void;
}

/** A client that may not: what to answer before any upgrade. */
export interface RefusedSocket {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 503;
  readonly reason: 'tokenInUrl' | 'protocol' | 'origin' | 'unauthorized' | 'full';
}

/** What a request for a socket comes to. */
export type SocketAdmission = AdmittedSocket | RefusedSocket;

/** Who gives sockets to clients. */
export interface SocketService {
  /** The subprotocol that is spoken. */
  readonly protocol: string;
  /** Tells whether pages of an origin may connect. */
  allowsOrigin(origin: string): boolean;
  /** Longest message of a client. Unit: bytes */
  readonly maxMessageBytes: number;
  /** Decides, before any upgrade, whether a client gets a socket. Emits once. */
  admit(request: SocketRequest): Observable<SocketAdmission>;
}
