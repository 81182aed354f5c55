import { throwError } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { LoginName } from '../../model/Identity.js';
import type { NotificationApi } from '../../ports/NotificationApi.js';
import type { TokenSource } from '../../ports/TokenSource.js';
import { endpointsOf } from '../shared/endpoints.js';
import { guardOrigin } from '../shared/guardOrigin.js';
import { callYodlee } from './callYodlee.js';
import { decodeNotice } from './decodeNotice.js';
import { type YodleeOptions, resolveYodleeOptions } from './options.js';
import { subscriptions, type Subscriptions } from './subscriptions.js';
import { upstreamClock } from './upstreamClock.js';
import { userReads, type YodleeUser } from './userReads.js';
import { windowReads } from './windowReads.js';

/** One tenant's access to the Yodlee API, version 1.1. */
export interface YodleeApi extends NotificationApi {
  /** Where notifications go. */
  readonly subscriptions: Subscriptions;
  /** The reads of one user, whose token they need. */
  forUser(userId: LoginName): YodleeUser;
}

/**
 * Opens one tenant's access to the Yodlee API. Nothing is sent before a subscription.
 *
 * One rate limit and one circuit breaker for all of its users. Data extracts and subscriptions use the admin token, the
 * reads of a user that user's. The object holds no secret that inspection could show. Memory: O(1).
 *
 * Errors: throws InvalidOptionError at the call.
 *
 * @param options where, with which tokens, over which HTTP
 * @example
 * const tokens = yodleeTokens({ baseUrl, clientId, clientSecret, adminLogin, http });
 * const api = createYodlee({ baseUrl, tokens, http });
 * api.subscriptions.ensure('DATA_UPDATES', callbackUrl).subscribe();
 */
export function createYodlee(options: YodleeOptions): YodleeApi {
  const resolved = resolveYodleeOptions(options);
  const { tenant, scheduler, entropy, telemetry, tokens } = resolved;
  const endpoints = endpointsOf(resolved.baseUrl, 'https://production.api.yodlee.com/ysl');
  const clock = upstreamClock(scheduler);
  const onAnomaly = (anomaly: string): void => {
    telemetry.count('notice_anomalies_total', 1, { tenant, anomaly });
  };
  const parts = { options: resolved, endpoints, clock, onAnomaly };
  const context = { options: resolved, clock, guard: guardOrigin(endpoints.origin, resolved) };
  const asAdmin = callYodlee(context, tokens.admin);
  const asUser = callYodlee(context, tokens.user ?? NO_USER_TOKENS);
  return {
    tenant,
    scheduler,
    entropy,
    telemetry,
    upstreamNow: () => clock.now(),
    decode: (body, { receivedAt }) =>
      decodeNotice(body, {
        scheduler,
        // Windows are dated by upstream's clock, which may be ahead of ours.
        receivedAt: new Date(Math.max(receivedAt.getTime(), clock.now().getTime())),
        onAnomaly,
      }),
    ...windowReads(asAdmin, parts),
    ...userReads(asUser, parts),
    subscriptions: subscriptions(asAdmin, endpoints),
  };
}

const NO_USER_TOKENS: TokenSource = {
  token: () => throwError(() => new InvalidOptionError('tokens.user', undefined, 'a source of users’ tokens')),
};
