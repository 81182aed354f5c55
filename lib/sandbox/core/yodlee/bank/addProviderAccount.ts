import { chanceInteger } from '../../chanceInteger.js';
import type { BookContext } from './BookContext.js';
import { revise } from './entities.js';
import { newIds } from './newIds.js';
import { newTransactions } from './newTransactions.js';
import type { AccountValue, Container, HoldingValue, ProviderAccountValue, UserBook } from './records.js';

const PROVIDERS = [16_441, 16_442, 5, 643] as const;
const SYMBOLS = ['ALPHA', 'BETA', 'GAMMA', 'DELTA'] as const;

/**
 * Gives a book with one provider account more: a bank account, a card, and for every third user an investment
 * account with two holdings; or with one that failed and has no accounts.
 *
 * @param book the user's book, which stays as it is
 * @param context where and when it happens
 * @param failing whether the first refresh fails
 * @example
 * addProviderAccount(book, context, false).accounts.length; // 2 or 3 more
 */
export function addProviderAccount(book: UserBook, context: BookContext, failing: boolean): UserBook {
  const { book: numbered, ids } = newIds(book, context, { kind: 'providerAccount', count: 1 });
  const [id = ''] = ids;
  const value: ProviderAccountValue = {
    providerId: PROVIDERS[chanceInteger(context.seed, ['provider', book.index, id], 0, PROVIDERS.length - 1)] ?? 5,
    status: failing ? 'FAILED' : 'SUCCESS',
    additionalStatus: failing ? 'INCORRECT_CREDENTIALS' : 'AVAILABLE_DATA_RETRIEVED',
    aggregationSource: 'USER',
    createdAt: context.at,
    isDataExtractsEnabled: true,
    isAutoRefreshEnabled: true,
  };
  const linked = {
    ...numbered,
    providerAccounts: revise(numbered.providerAccounts, new Map([[id, value]]), context.at),
  };
  if (failing) return linked;
  const containers: readonly Container[] =
    book.index % 3 === 0 ? ['bank', 'creditCard', 'investment'] : ['bank', 'creditCard'];
  return containers.reduce(
    (next, container) => addAccount(next, context, { providerAccountId: id, container }),
    linked,
  );
}

const addAccount = (
  book: UserBook,
  context: BookContext,
  { providerAccountId, container }: Pick<AccountValue, 'providerAccountId' | 'container'>,
): UserBook => {
  const { book: numbered, ids } = newIds(book, context, { kind: 'account', count: 1 });
  const [id = ''] = ids;
  const value: AccountValue = {
    providerAccountId,
    container,
    name: NAMES[container],
    number: `xxxx${id.slice(-4)}`,
    status: 'ACTIVE',
    cents: chanceInteger(context.seed, ['balance', id], 1_000, 900_000),
    createdAt: context.at,
  };
  const opened = { ...numbered, accounts: revise(numbered.accounts, new Map([[id, value]]), context.at) };
  if (container === 'investment') return addHoldings(opened, context, { accountId: id, providerAccountId, count: 2 });
  const count = container === 'bank' ? context.transactionsPerAdd : 2;
  return newTransactions(opened, context, { accountId: id, container, count, pending: container === 'bank' });
};

const NAMES: Readonly<Record<Container, string>> = {
  bank: 'Checking',
  creditCard: 'Credit Card',
  investment: 'Brokerage',
};

/**
 * Gives a book with new holdings on one account.
 *
 * @param book the user's book, which stays as it is
 * @param context where and when it happens
 * @param on the account, and how many
 * @example
 * addHoldings(book, context, { accountId: '1', providerAccountId: '2', count: 1 }).holdings.length;
 */
export function addHoldings(
  book: UserBook,
  context: BookContext,
  on: { readonly accountId: string; readonly providerAccountId: string; readonly count: number },
): UserBook {
  const { book: numbered, ids } = newIds(book, context, { kind: 'holding', count: on.count });
  const made = new Map(
    ids.map((id): [string, HoldingValue] => {
      const symbol = SYMBOLS[chanceInteger(context.seed, ['symbol', id], 0, SYMBOLS.length - 1)] ?? 'ALPHA';
      const { accountId, providerAccountId } = on;
      const quantity = chanceInteger(context.seed, ['quantity', id], 1, 500);
      const priceCents = chanceInteger(context.seed, ['price', id], 500, 50_000);
      return [id, { accountId, providerAccountId, symbol, description: `${symbol} fund`, quantity, priceCents }];
    }),
  );
  return { ...numbered, holdings: revise(numbered.holdings, made, context.at) };
}
