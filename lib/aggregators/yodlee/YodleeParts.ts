import type { ResolvedYodleeOptions } from './options.js';
import type { UpstreamClock } from './upstreamClock.js';
import type { Endpoints } from '../shared/endpoints.js';

/** What all calls of one api share beside the way they are made. */
export interface YodleeParts {
  readonly options: ResolvedYodleeOptions;
  readonly endpoints: Endpoints;
  readonly clock: UpstreamClock;
  /** Counts what is odd about a notification and does no harm. */
  readonly onAnomaly: (anomaly: string) => void;
}
