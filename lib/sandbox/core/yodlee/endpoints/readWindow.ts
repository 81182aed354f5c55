import type { Content } from '../../endpoints/Call.js';
import type { ClosedWindow } from '../bank/visibleIn.js';
import { readSecond } from '../wire/dates.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import type { YodleeCall } from './YodleeCall.js';
import { yodleeRefusal } from './yodleeContent.js';

const WEEK_S = 7 * 86_400;
const HOUR_S = 3_600;

/**
 * Reads `fromDate` and `toDate` of a data extract: at most 60 minutes, within the last 7 days, never ending later than
 * now on the service's own clock. Source: OpenAPI, responses 400.
 *
 * @param call the request
 * @param cannot how this endpoint spells the one message that differs
 * @example
 * readWindow(call, 'cannot'); // { from, to } or { refused }
 */
export function readWindow(
  { state, query, now }: Pick<YodleeCall, 'state' | 'query' | 'now'>,
  cannot: 'cannot' | 'can not',
): ClosedWindow | { readonly refused: Content } {
  const { milliseconds, rangeOver60 } = state.settings.switches;
  const refuse = (message: string, code = 'Y800'): { readonly refused: Content } => ({
    refused: yodleeRefusal(state, 400, code, message),
  });
  const from = readSecond(query.get('fromDate'), milliseconds === 'accepted');
  const to = readSecond(query.get('toDate'), milliseconds === 'accepted');
  if (from === undefined) return refuse('Invalid value for fromDate');
  if (to === undefined) return refuse('Invalid value for toDate');
  const current = yodleeSeconds(state, now);
  if (from > current) return refuse('Invalid value for fromDate.fromDate cannot be greater than current time');
  if (to > current) return refuse('Invalid value for toDate.toDate cannot be greater than current time');
  if (from > to) return refuse(`Invalid value for fromDate.fromDate ${cannot} be greater than toDate`);
  if (from < current - WEEK_S) {
    return refuse('Invalid value for fromDate or toDate.fromDate and toDate cannot be older than 7 days');
  }
  if (to - from > HOUR_S)
    return refuse('Invalid value for fromDate or toDate.Range cannot be more than 60 minutes', rangeOver60);
  return { from, to };
}
