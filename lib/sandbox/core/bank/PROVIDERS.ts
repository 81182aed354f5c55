/** A bank of the sandbox. */
export interface ProviderRecord {
  readonly id: string;
  readonly name: string;
  /** Definition ids by mode; never derivable from the provider's id. */
  readonly channels: Readonly<Record<'REDIRECT' | 'EMBEDDED', string>>;
}

/**
 * The banks connections can point at. Only 87, and the mismatch of 200 with the channels 8701 and 8700, are from the
 * sources (seed 000, roll-out page of the documentation); the others are made up.
 */
export const PROVIDERS: Readonly<Record<string, ProviderRecord>> = {
  '87': { id: '87', name: 'Linxo Test Bank', channels: { REDIRECT: '8701', EMBEDDED: '8700' } },
  '200': { id: '200', name: 'WBX Test Bank', channels: { REDIRECT: '8701', EMBEDDED: '8700' } },
  '312': { id: '312', name: 'Banque du Port', channels: { REDIRECT: '31201', EMBEDDED: '31200' } },
  '318': { id: '318', name: 'Crédit des Sables', channels: { REDIRECT: '31801', EMBEDDED: '31800' } },
};
