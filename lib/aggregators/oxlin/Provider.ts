/** A product feed that a bank offers. */
export interface ProviderChannel {
  readonly id: string;
  /** `REDIRECT` or `EMBEDDED`, in either of upstream's vocabularies. */
  readonly mode?: string;
  /** The bank's side of it is down. */
  readonly unavailable: boolean;
}

/** A bank as upstream knows it. Source: provider and roll-out pages of the documentation. */
export interface Provider {
  readonly id: string;
  readonly name?: string;
  readonly channels: readonly ProviderChannel[];
}
