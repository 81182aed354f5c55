/** How often each kind of trouble strikes: one probability in [0, 1] per request, or per queue read for the events. */
export interface FaultProbabilities {
  /** The request is carried out, no answer ever comes. */
  readonly lost?: number;
  /** The answer takes 5 to 20 s. */
  readonly late?: number;
  /** The request is carried out, then the connection is destroyed. */
  readonly reset?: number;
  /** The body stops in the middle. */
  readonly truncated?: number;
  /** 200 with a page of HTML, not carried out; only on GET. */
  readonly html?: number;
  /** 401 although the token is good, not carried out; only on the API. */
  readonly status401?: number;
  /** 429 with Retry-After, not carried out. */
  readonly status429?: number;
  /** 500, 502 or 503; one time in two the request was carried out before. */
  readonly status5xx?: number;
  /** A queue read shows one of its events twice. */
  readonly duplicated?: number;
  /** A queue read shows its events in another order. */
  readonly reordered?: number;
  /** A terminal event of an earlier sync of the same connection enters the queue under a new id. */
  readonly staleEvents?: number;
  /** A terminal event of another connection enters the queue. */
  readonly foreignEvents?: number;
}
