import type { Logger } from 'pino';
import type { Spool, YodleeApi } from '../../aggregators/yodlee/index.js';
import type { SqliteStore } from '../../node/store/sqlite/index.js';
import type { Host } from '../Host.js';
import type { YodleeSettings } from '../yodlee/resolveYodleeSettings.js';
import type { Metrics } from './openMetrics.js';
import type { ServeFlags } from './ServeFlags.js';

/** All that a running service is made of. */
export interface Service {
  readonly host: Host;
  readonly flags: ServeFlags;
  readonly settings: YodleeSettings;
  readonly log: Logger;
  readonly api: YodleeApi;
  readonly store: SqliteStore;
  /** Aborts when it is to finish what it has begun. */
  readonly drain: AbortSignal;
  readonly metrics: Metrics;
  /** Undefined to keep all pages in memory. */
  readonly spool: Spool | undefined;
}
