import { chance } from '../../chance.js';
import { chanceInteger } from '../../chanceInteger.js';
import { addHoldings } from './addProviderAccount.js';
import type { BookContext } from './BookContext.js';
import { live, remove, revise } from './entities.js';
import { newTransactions } from './newTransactions.js';
import { postPending } from './postPending.js';
import type { AccountValue, ProviderAccountValue, UserBook } from './records.js';

/**
 * Gives a book after a refresh of one provider account: new balances, pending transactions posted, new transactions,
 * other prices, now and then a position sold and another bought.
 *
 * @param book the user's book, which stays as it is
 * @param context where and when it happens
 * @param which the provider account, and who asked for the refresh
 * @example
 * refreshProviderAccount(book, context, { id: '10000001', by: 'USER' });
 */
export function refreshProviderAccount(
  book: UserBook,
  context: BookContext,
  { id, by }: { readonly id: string; readonly by: ProviderAccountValue['aggregationSource'] },
): UserBook {
  const link = live(book.providerAccounts).find((one) => one.id === id);
  if (link === undefined) return book;
  const value: ProviderAccountValue = {
    ...link.value,
    status: 'SUCCESS',
    additionalStatus: 'AVAILABLE_DATA_RETRIEVED',
    aggregationSource: by,
  };
  const refreshed = {
    ...book,
    providerAccounts: revise(book.providerAccounts, new Map([[id, value]]), context.at),
  };
  return live(book.accounts)
    .filter((account) => account.value.providerAccountId === id)
    .reduce((next, account) => refreshAccount(next, context, account), refreshed);
}

const refreshAccount = (
  book: UserBook,
  context: BookContext,
  { id, value }: { readonly id: string; readonly value: AccountValue },
): UserBook => {
  const key = ['refresh', id, book.actions];
  const cents = value.cents + chanceInteger(context.seed, key, -20_000, 20_000);
  const balanced = { ...book, accounts: revise(book.accounts, new Map([[id, { ...value, cents }]]), context.at) };
  if (value.container === 'investment') return trade(balanced, context, { id, value });
  const posted = postPending(balanced, context, id);
  const count = chanceInteger(context.seed, [...key, 'rows'], 1, 3);
  const pending = chance(context.seed, [...key, 'pending']) < 0.5;
  return newTransactions(posted, context, { accountId: id, container: value.container, count, pending });
};

const trade = (
  book: UserBook,
  context: BookContext,
  { id, value }: { readonly id: string; readonly value: AccountValue },
): UserBook => {
  const held = live(book.holdings).filter((holding) => holding.value.accountId === id);
  const priced = new Map(
    held.map((holding) => {
      const priceCents =
        holding.value.priceCents + chanceInteger(context.seed, ['move', holding.id, book.actions], 1, 90);
      return [holding.id, { ...holding.value, priceCents }] as const;
    }),
  );
  const moved = { ...book, holdings: revise(book.holdings, priced, context.at) };
  const [sold] = held;
  if (sold === undefined || chance(context.seed, ['trade', id, book.actions]) < 0.5) return moved;
  const less = { ...moved, holdings: remove(moved.holdings, (_, holding) => holding === sold.id, context.at) };
  return addHoldings(less, context, { accountId: id, providerAccountId: value.providerAccountId, count: 1 });
};
