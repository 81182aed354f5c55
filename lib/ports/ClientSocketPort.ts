import type { Observable } from 'rxjs';

/** What a client asks a socket with. */
export interface ClientSocketRequest {
  readonly url: string;
  /** The subprotocol to speak. */
  readonly protocol: string;
  /** Worth one socket; never part of the URL. */
  readonly ticket: string | undefined;
}

/** What happens on a client's socket: it opens, texts come, it is closed. */
export type ClientSocketEvent =
  | { readonly kind: 'open'; readonly send: (text: string) => void }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };

/** Opens a socket when subscribed to and closes it when unsubscribed; completes after `closed`. Never errors. */
export type ClientSocketPort = (request: ClientSocketRequest) => Observable<ClientSocketEvent>;
