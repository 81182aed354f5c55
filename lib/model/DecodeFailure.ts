/** One place where a value has not the expected shape: the path and what was expected, never the value itself. */
export interface DecodeFailure {
  /** Where, with dots between keys, such as `resource.channels.0.status`; empty for the whole. */
  readonly path: string;
  /** Name of the codec that refused. */
  readonly expected: string;
}
