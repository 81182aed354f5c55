import { catchError, defer, map, type Observable, of, throwError } from 'rxjs';
import { isAggregationError, type Telemetry } from '../../index.js';
import { closedWindow, createYodlee, type YodleeApi, yodleeTokens } from '../../aggregators/yodlee/index.js';
import { undiciHttpPort } from '../../node/index.js';
import { ConfigurationError } from '../settings/ConfigurationError.js';
import { placeOfOption, withPlaces } from '../settings/placeOfOption.js';
import type { YodleeSettings } from './resolveYodleeSettings.js';

/** How the customer's access is used. */
export interface YodleeUse {
  readonly telemetry: Telemetry;
  /** Calls of all users together. Unit: 1/s */
  readonly requestsPerSecond: number;
  /** How far back a snapshot reads transactions. Unit: days */
  readonly snapshotDays?: number;
}

const MINUTE_MS = 60_000;
const MARGIN_MS = 120_000;

/**
 * Opens the customer's access to Yodlee; nothing is sent yet.
 *
 * A token under a user's name is asked for only after upstream has shown that it knows the user: with an unknown name it
 * would register a new one. Errors: throws ConfigurationError.
 *
 * @param settings where, and who we are
 * @param use how
 * @example
 * openYodlee(settings, { telemetry, requestsPerSecond: 20 }).subscriptions.list().subscribe();
 */
export function openYodlee(settings: YodleeSettings, use: YodleeUse): YodleeApi {
  const { baseUrl, clientId, clientSecret, adminLogin } = settings;
  const { telemetry, requestsPerSecond: perSecond, snapshotDays } = use;
  try {
    const http = undiciHttpPort({ origins: [baseUrl] });
    const tokens = yodleeTokens({
      ...{ baseUrl, clientId, clientSecret, adminLogin, http },
      knownUser: ({ userId }) => isThere(api, userId),
    });
    const rateLimit = { perSecond, burst: Math.max(1, Math.ceil(2 * perSecond)) };
    const days = snapshotDays === undefined ? {} : { snapshotDays };
    const api: YodleeApi = createYodlee({ baseUrl, tokens, http, telemetry, rateLimit, ...days });
    return api;
  } catch (error) {
    if (isAggregationError(error) && error.name === 'InvalidOptionError') {
      throw new ConfigurationError(placeOfOption(error.option), withPlaces(error.expected), 'another value', {
        cause: error,
      });
    }
    throw error;
  }
}

/** Asks with the admin token, which registers nobody, for a minute that is over by any clock. */
function isThere(api: YodleeApi, userId: string): Observable<boolean> {
  return defer(() => {
    const to = api.upstreamNow().getTime() - MARGIN_MS;
    const window = closedWindow(new Date(to - MINUTE_MS), new Date(to));
    return api.readUserData({ userId, window, skip: 0 });
  }).pipe(
    map(() => true),
    catchError((error: unknown) => (isRefusal(error) ? of(false) : throwError(() => error))),
  );
}

function isRefusal(error: unknown): boolean {
  return isAggregationError(error) && error.name === 'UpstreamRefusedError';
}
