/** Trouble for one request: of the answer (`kind`), and of the events a queue read shows. */
export interface InjectedFault {
  readonly kind?: 'lost' | 'late' | 'reset' | 'truncated' | 'html' | 'status401' | 'status429' | 'status5xx';
  /** Extra time before the answer, for `late`. Unit: ms of the sandbox's clock. */
  readonly delayMs?: number;
  /** Status for `status5xx`. Default: 503. */
  readonly status?: number;
  /** Whether a `status5xx` request was carried out all the same. Default: false. */
  readonly carriedOut?: boolean;
  readonly duplicated?: boolean;
  readonly reordered?: boolean;
  readonly staleEvent?: boolean;
  readonly foreignEvent?: boolean;
}
