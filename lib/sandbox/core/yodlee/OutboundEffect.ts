/** A request that the service wants to make, carried out by whoever drives it; its result goes to `settleEffect`. */
export interface OutboundEffect {
  /** `probe`: the answer to a subscription waits for it. */
  readonly kind: 'webhook' | 'probe';
  readonly id: number;
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long to wait for an answer; a receiver's time, which no speed divides. Unit: ms. */
  readonly timeoutMs: number;
}

/** How an effect went. */
export interface EffectResult {
  readonly id: number;
  /** HTTP status; absent when nothing answered in time. */
  readonly status?: number;
}
