import type { HttpRequest } from '../ports/HttpPort.js';

/** A request that a fake port was given, without its secrets. */
export interface RecordedRequest {
  readonly operation: string;
  readonly method: HttpRequest['method'];
  /** Path and query. */
  readonly path: string;
  /** The value of `authorization` is replaced by `[secret]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Passwords, tokens and client secrets in it are replaced by `[secret]`. */
  readonly body: string | undefined;
  /** When it was made. Unit: ms of virtual time */
  readonly at: number;
  /** When it was over; undefined while it is under way. Unit: ms of virtual time */
  readonly endedAt: number | undefined;
  /** How it ended: with a response, with an error, or because the subscriber left. */
  readonly end: 'answered' | 'failed' | 'aborted' | undefined;
}
