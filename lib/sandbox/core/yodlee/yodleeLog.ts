import { linksOf } from '../linksOf.js';
import type { LogEntry } from '../OxlinState.js';
import type { YodleeState } from './YodleeState.js';

/**
 * Lists every request to the notification service, oldest first, without headers and bodies; users are named in the
 * queries, made up as they are.
 *
 * @param state the service
 * @example
 * yodleeLog(state).filter(({ path }) => path.startsWith('/ysl/dataExtracts/userData')).length;
 */
export function yodleeLog(state: YodleeState): readonly LogEntry[] {
  return linksOf(state.log);
}
