import type { Content } from '../../endpoints/Call.js';
import type { YodleeCall } from './YodleeCall.js';
import { yodleeRefusal } from './yodleeContent.js';

/**
 * Reads a list of ids, at most 100 of them. Source: OpenAPI, Y824.
 *
 * @param call the request
 * @param name of the parameter
 * @example
 * readIds(call, 'accountId'); // { wants } or { refused }
 */
export function readIds(
  { state, query }: Pick<YodleeCall, 'state' | 'query'>,
  name: string,
): { readonly wants: (id: string) => boolean } | { readonly refused: Content } {
  const text = query.get(name);
  if (text === undefined) return { wants: () => true };
  const ids = text.split(',');
  if (ids.some((id) => !/^\d{1,19}$/.test(id))) {
    return { refused: yodleeRefusal(state, 400, 'Y800', `Invalid value for ${name}`) };
  }
  if (ids.length > 100) {
    return { refused: yodleeRefusal(state, 400, 'Y824', `The maximum number of ${name}s permitted is 100`) };
  }
  return { wants: (id) => ids.includes(id) };
}
