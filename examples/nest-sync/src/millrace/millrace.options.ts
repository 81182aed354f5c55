import type { SyncAllOptions } from 'millrace';

/** What the application knows about the aggregator; where it comes from is the application's business. */
export interface MillraceOptions {
  readonly baseUrl: string;
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Cadence and deadline of every sync. */
  readonly sync: SyncAllOptions;
}

/** Injection tokens: each part can be replaced by itself, in a test or by another implementation. */
export const HTTP_PORT = Symbol('HttpPort');
export const TOKEN_SOURCE = Symbol('TokenSource');
export const OXLIN_API = Symbol('OxlinApi');
export const SYNC_OPTIONS = Symbol('SyncAllOptions');
