import type { Observable } from 'rxjs';

/** Holds the bytes of a body back at their source, and lets them come again. */
export interface BodyFlow {
  pause(): void;
  resume(): void;
}

/** A webhook as it came, before anything of it is trusted. */
export interface RawRequest {
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Address of the socket, not of any header. */
  readonly remoteAddress: string;
  /** The bytes as they arrive; cold, read at most once. Unsubscribing stops the reading. */
  readonly body: Observable<Uint8Array>;
  /** Absent when the bytes cannot be held back; what is not yet stored then waits in memory. */
  readonly flow?: BodyFlow;
}

/** What to answer. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Turns a webhook into its answer; emits once, after all that was worth keeping is on stable storage. */
export type NotificationReceiver = (request: RawRequest) => Observable<RawResponse>;
