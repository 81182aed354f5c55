import { DecodeError } from '../../errors/DecodeError.js';
import { digestBytes } from '../../model/digestBytes.js';
import { decodeWith, type Decoded } from '../../model/decodeWith.js';
import type { LoginName } from '../../model/Identity.js';
import { isModest } from '../../model/isModest.js';
import type { UserDataPage } from '../../model/UserDataPage.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { jsonBody } from '../shared/jsonBody.js';
import { nextSkipOf } from './nextSkipOf.js';
import { RecordsWire, UserDataWire, type UserDataEntryWire } from './wire/UserDataWire.js';
import { toRecords, type Records } from './wire/toRecords.js';

const decodeAnswer = decodeWith(UserDataWire);
const decodeLists = decodeWith(RecordsWire);

/** What was asked. */
export interface AskedPage {
  readonly operation: string;
  readonly userId: LoginName;
  readonly skip: number;
}

/**
 * Decodes an answer of `userData`: `{}` and missing lists are an answer without changes; no body at all, `null`, and
 * anything about another user, or about nobody, is refused.
 *
 * Errors: throws DecodeError.
 *
 * @param asked whose data, and from where on
 * @param response the answer
 * @example
 * decodeUserData({ operation: 'read user data', userId: 'ann', skip: 0 }, response).transactions;
 */
export function decodeUserData(asked: AskedPage, response: HttpResponse): UserDataPage {
  const { operation, userId, skip } = asked;
  const { userData } = accepted(operation, decodeAnswer(modest(operation, response)));
  const entries = userData ?? [];
  entries.forEach((entry, at) => {
    if (entry.user?.loginName !== userId) throw refusedAt(operation, `userData.${String(at)}.user.loginName`, 'ours');
  });
  return pageOf(asked, response, joined(entries.map(toRecords)), totalOf(entries, skip));
}

/**
 * Decodes an answer of one list, such as that of `/accounts`.
 *
 * Errors: throws DecodeError.
 *
 * @param asked whose data, and from where on
 * @param response the answer
 * @example
 * decodeRecords({ operation: 'list accounts', userId: 'ann', skip: 0 }, response).accounts;
 */
export function decodeRecords(asked: AskedPage, response: HttpResponse): UserDataPage {
  const lists = accepted(asked.operation, decodeLists(modest(asked.operation, response)));
  return pageOf(asked, response, toRecords(lists), undefined);
}

function pageOf(asked: AskedPage, response: HttpResponse, records: Records, total: number | undefined): UserDataPage {
  const nextSkip = nextSkipOf(response.headers['link']);
  if (nextSkip !== undefined && !(nextSkip > asked.skip)) {
    throw refusedAt(asked.operation, 'Link', 'a next page that lies ahead');
  }
  return {
    userId: asked.userId,
    bytes: response.body.byteLength,
    digest: digestBytes(response.body),
    ...(nextSkip === undefined ? {} : { nextSkip }),
    ...(total === undefined ? {} : { totalTransactions: total }),
    ...records,
  };
}

/** Only the first page says it. Source: OpenAPI `totalTransactionsCount`. */
function totalOf(entries: readonly UserDataEntryWire[], skip: number): number | undefined {
  const counts = entries.flatMap(({ totalTransactionsCount: count }) => (typeof count === 'number' ? [count] : []));
  return skip > 0 || counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

function joined(all: readonly Records[]): Records {
  const [only, ...more] = all;
  if (only !== undefined && more.length === 0) return only;
  return {
    providerAccounts: all.flatMap(({ providerAccounts }) => providerAccounts),
    accounts: all.flatMap(({ accounts }) => accounts),
    transactions: all.flatMap(({ transactions }) => transactions),
    holdings: all.flatMap(({ holdings }) => holdings),
  };
}

function modest(operation: string, response: HttpResponse): unknown {
  const said = jsonBody(operation, response);
  // Nothing that changed is said in so many words; what says nothing was cut off on its way.
  if (said === undefined || said === null) throw refusedAt(operation, '', 'a JSON object');
  if (!isModest(said)) throw refusedAt(operation, '', 'at most 32 levels, and texts of at most 65536 characters');
  return said;
}

function accepted<A>(operation: string, decoded: Decoded<A>): A {
  if (decoded.kind === 'refused') throw new DecodeError(operation, decoded.failures);
  return decoded.value;
}

const refusedAt = (operation: string, path: string, expected: string): DecodeError =>
  new DecodeError(operation, [{ path, expected }]);
