import type { ResolvedYodleeOptions } from './options.js';
import type { UpstreamClock } from './upstreamClock.js';
import type { YodleeUrls } from './yodleeUrls.js';

/** What all calls of one api share beside the way they are made. */
export interface YodleeParts {
  readonly options: ResolvedYodleeOptions;
  readonly urls: YodleeUrls;
  readonly clock: UpstreamClock;
}
