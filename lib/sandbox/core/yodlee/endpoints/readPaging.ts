import type { Content } from '../../endpoints/Call.js';
import type { YodleeCall } from './YodleeCall.js';
import { yodleeRefusal } from './yodleeContent.js';

/** Which rows of a list are wanted. */
export interface Paging {
  readonly skip: number;
  readonly top: number;
}

/**
 * Reads `skip` (≥ 0) and `top` (1 to 500). Source: OpenAPI `getTransactions`, Y804.
 *
 * @param call the request
 * @example
 * readPaging(call); // { skip: 0, top: 500 } when nothing is said
 */
export function readPaging({
  state,
  query,
}: Pick<YodleeCall, 'state' | 'query'>): Paging | { readonly refused: Content } {
  const whole = (name: string, standard: number): number => {
    const text = query.get(name);
    return text === undefined ? standard : /^\d{1,9}$/.test(text) ? Number(text) : -1;
  };
  const [skip, top] = [whole('skip', 0), whole('top', 500)];
  if (top < 1 || top > 500)
    return { refused: yodleeRefusal(state, 400, 'Y804', 'Permitted values of top between 1 - 500') };
  if (skip < 0) return { refused: yodleeRefusal(state, 400, 'Y800', 'Invalid value for skip') };
  return { skip, top };
}
