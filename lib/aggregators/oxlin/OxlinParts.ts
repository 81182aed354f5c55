import type { Upstream } from './callUpstream.js';
import type { Endpoints } from '../shared/endpoints.js';
import type { Observer } from './observer.js';

/** What reads, counts and addresses of one user share. */
export interface OxlinParts {
  readonly upstream: Upstream;
  readonly endpoints: Endpoints;
  readonly observer: Observer;
}
