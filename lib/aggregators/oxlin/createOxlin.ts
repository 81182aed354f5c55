import { type Observable } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { QueueTick } from '../../model/QueueTick.js';
import type { RunUpdate } from '../../model/RunUpdate.js';
import { createFastLoopFuse } from '../../operators/createFastLoopFuse.js';
import { keyedShare } from '../../operators/keyedShare.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import { callUpstream } from './callUpstream.js';
import { createUser, type NewUser } from './createUser.js';
import { endpointsOf } from '../shared/endpoints.js';
import { guardOrigin } from '../shared/guardOrigin.js';
import { heldByKey } from './heldByKey.js';
import { createObserver } from './observer.js';
import { type OxlinOptions, resolveOxlinOptions } from './options.js';
import type { OxlinParts } from './OxlinParts.js';
import type { OxlinUser } from './OxlinUser.js';
import { queueCalls } from './queueCalls.js';
import { resourceReads } from './resourceReads.js';

/** Updates of a running sync that a late subscriber is given. */
const REPLAYED_UPDATES = 256;

/** One tenant's access to the OXLIN / Linxo Connect API, version 2.1. */
export interface OxlinApi {
  readonly tenant: string;
  /** Binds a user. The same id gives the same object for as long as anybody holds it, so that streams join. */
  forUser(userId: string): OxlinUser;
  /** Creates a user with a client token (the token source is asked for the user `''`) and gives the id. Is made once. */
  createUser(user: NewUser): Observable<string>;
}

/**
 * Opens one tenant's access to the OXLIN API. Nothing is sent before a subscription.
 *
 * One rate limit and one circuit breaker for all of its users. The object holds no secret that inspection could show.
 * Memory: O(users that are held).
 *
 * Errors: throws InvalidOptionError at the call.
 *
 * @param options where, with which tokens, over which HTTP
 * @example
 * const api = createOxlin({ baseUrl: 'https://sandbox-api.oxlin.io/v2.1', tokens, http });
 * syncConnection(api.forUser('501'), { connectionId: '1001' }).subscribe(console.log);
 */
export function createOxlin(options: OxlinOptions): OxlinApi {
  const resolved = resolveOxlinOptions(options);
  const { tenant, scheduler, entropy, telemetry, journal } = resolved;
  const endpoints = endpointsOf(resolved.baseUrl, 'https://api.oxlin.io/v2.1');
  const observer = createObserver(telemetry, tenant);
  const guard = guardOrigin(endpoints.origin, resolved);
  const onRetry = (): void => telemetry.count('upstream_retries_total', 1, { tenant });
  const repeat = <T>(read: Observable<T>): Observable<T> =>
    read.pipe(retryWithBackoff({ ...resolved.retry, scheduler, entropy, onRetry }));
  const partsFor = (userId: string): OxlinParts => ({
    upstream: callUpstream({ options: resolved, guard, userId }),
    endpoints,
    observer,
  });
  const user = heldByKey((userId): OxlinUser => {
    const parts = partsFor(userId);
    return {
      tenant,
      userId,
      scheduler,
      entropy,
      telemetry,
      journal,
      fuse: createFastLoopFuse({ scheduler }),
      pollers: keyedShare<QueueTick>({ replay: 0 }),
      runs: keyedShare<RunUpdate>({ replay: REPLAYED_UPDATES }),
      ...queueCalls(parts, resolved),
      ...resourceReads(parts, repeat),
    };
  });
  return {
    tenant,
    forUser: (userId) => user(checked(userId)),
    createUser: (draft) => createUser(partsFor(''), draft),
  };
}

function checked(userId: unknown): string {
  if (typeof userId === 'string' && userId !== '') return userId;
  throw new InvalidOptionError('userId', userId, 'a user id');
}
