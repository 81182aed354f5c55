import { SETTINGS } from './SETTINGS.js';

/** Where the user gives what the library knows by another name. */
const PLACES: Readonly<Record<string, string>> = {
  baseUrl: `${SETTINGS.yodleeBaseUrl.variable} (or --base-url)`,
  clientId: `${SETTINGS.yodleeClientId.variable} (or --client-id)`,
  clientSecret: SETTINGS.yodleeClientSecret.variable,
  adminLogin: SETTINGS.yodleeAdminLogin.variable,
  pathSecret: SETTINGS.callbackSecret.variable,
  settleMs: '--settle',
  maxWaitMs: '--max-wait',
  afterWindowMs: '--after-window',
  leaseMs: '--lease',
  handlerDeadlineMs: '--handler-deadline',
  retryBaseMs: '--retry-base',
  retryCapMs: '--retry-cap',
  ceiling: '--users-at-once',
  start: '--users-at-once',
  everyMs: '--reconcile-every',
  lagMs: '--reconcile-lag',
  perSecond: '--requests-per-second',
  burst: '--requests-per-second',
};

/**
 * Gives the flag or variable of a notification command that an option of the library comes from; else its own name.
 *
 * @param option as the library calls it
 * @example
 * placeOfOption('leaseMs'); // '--lease'
 */
export function placeOfOption(option: string): string {
  return (Object.hasOwn(PLACES, option) ? PLACES[option] : undefined) ?? option;
}

/**
 * Writes a sentence of the library about options as the user knows them.
 *
 * @param text in which options are quoted
 * @example
 * withPlaces('at most `retryCapMs`'); // 'at most --retry-cap'
 */
export function withPlaces(text: string): string {
  return text.replace(/`([A-Za-z]+)`/g, (_, option: string) => placeOfOption(option));
}
