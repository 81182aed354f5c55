import type { CommonFlags } from '../flags.js';

/** Flags of every command that speaks to Yodlee. */
export interface YodleeFlags extends CommonFlags {
  readonly config?: string;
  readonly baseUrl?: string;
  readonly clientId?: string;
  readonly callbackBaseUrl?: string;
  readonly json?: boolean;
  readonly showPii?: boolean;
}
