import type { Observable } from 'rxjs';

/** What a client asks a socket with. */
export interface ClientSocketRequest {
  readonly url: string;
  /** The subprotocol to speak. */
  readonly protocol: string;
  /** Worth one socket; never part of the URL. */
  readonly ticket: string | undefined;
}

/** A socket that can be spoken on. */
export interface OpenedSocket {
  readonly kind: 'open';
  /** What is sent within the turn in which it opens is all that this socket can be asked for at little cost. */
  readonly asksOnce?: true;
  readonly send: (text: string) => void;
}

/** What happens on a client's socket: it opens, texts come, it is closed. */
export type ClientSocketEvent =
  | OpenedSocket
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };

/** Opens a socket when subscribed to and closes it when unsubscribed; completes after `closed`. Never errors. */
export type ClientSocketPort = (request: ClientSocketRequest) => Observable<ClientSocketEvent>;
