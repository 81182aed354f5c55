import { bookOf } from '../bank/bookOf.js';
import { holdingJson } from '../wire/entityJson.js';
import { readIds } from './readIds.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { yodleeJson } from './yodleeContent.js';

/**
 * Answers `GET /holdings`: `accountId`, `providerAccountId`. Source: OpenAPI `getHoldings`.
 *
 * @param call the request
 * @example
 * listHoldings(call).content?.status; // 200
 */
export function listHoldings(call: YodleeCall): YodleeReply {
  const { state, user, query } = call;
  const ids = readIds(call, 'accountId');
  if ('refused' in ids) return { state, content: ids.refused };
  const link = query.get('providerAccountId');
  const holding = bookOf(state, user).holdings.flatMap(({ id, versions }) => {
    const version = versions.at(-1);
    if (version === undefined || version.deleted || !ids.wants(version.value.accountId)) return [];
    return link === undefined || version.value.providerAccountId === link ? [holdingJson({ id, version }, 'full')] : [];
  });
  return { state, content: yodleeJson(holding.length === 0 ? {} : { holding }) };
}
