import type { Observable } from 'rxjs';

/** One HTTP exchange to be made. */
export interface HttpRequest {
  /** What it is for, in words without identifiers, for errors and metrics: `read queue`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute; its origin must be one that the adapter was given. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Time for the whole exchange. Unit: ms, > 0. */
  readonly deadlineMs: number;
  /** Cap on the body, counted after decompression. Unit: bytes. */
  readonly maxBytes: number;
}

/** What came back, whatever its status except a redirect. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What an adapter can do beyond the total deadline; the conformance suite runs what is claimed. */
export interface HttpPortSupports {
  readonly connectDeadline: boolean;
  readonly headersDeadline: boolean;
  readonly bodyDeadline: boolean;
}

/**
 * Carries out HTTP exchanges and hands over bytes; knows nothing of JSON, tokens or retries.
 *
 * `request` is cold: one response, then complete. Unsubscribing aborts the exchange. It errors with
 * UpstreamTimeoutError, UpstreamUnreachableError, ResponseTooLargeError, RedirectRefusedError or OriginNotAllowedError.
 */
export interface HttpPort {
  readonly supports: HttpPortSupports;
  request(request: HttpRequest): Observable<HttpResponse>;
}
