import { chanceInteger } from '../../chanceInteger.js';
import { addProviderAccount } from './addProviderAccount.js';
import type { BookContext } from './BookContext.js';
import { deleteAccount, deleteProviderAccount } from './deleteFromBook.js';
import { live, remove, revise } from './entities.js';
import { migrateProviderAccounts } from './migrateProviderAccounts.js';
import type { UserBook } from './records.js';
import { refreshProviderAccount } from './refreshProviderAccount.js';
import type { YodleeAction } from './YodleeAction.js';

/** What happens, and to which record; without one, to a record that the seed chooses. */
export interface ActionRequest {
  readonly action: YodleeAction;
  readonly failing: boolean;
  readonly id?: string;
}

/**
 * Gives a book after an action. One that fails changes nothing but the status of a provider account; one that finds
 * nothing to act on adds a provider account instead.
 *
 * @param book the user's book, which stays as it is
 * @param context where and when it happens
 * @param request what happens
 * @example
 * applyAction(book, context, { action: 'refresh', failing: false });
 */
export function applyAction(book: UserBook, context: BookContext, request: ActionRequest): UserBook {
  const after = act(book, context, request);
  return { ...after, actions: book.actions + 1 };
}

const act = (book: UserBook, context: BookContext, { action, failing, id }: ActionRequest): UserBook => {
  const links = live(book.providerAccounts);
  const link = id ?? links[chanceInteger(context.seed, ['link', book.index, book.actions], 0, links.length - 1)]?.id;
  if (action === 'add' || links.length === 0) return addProviderAccount(book, context, failing);
  if (failing) return fail(book, context, link, action === 'auto-refresh');
  switch (action) {
    case 'refresh':
      return refreshProviderAccount(book, context, { id: link ?? '', by: 'USER' });
    case 'auto-refresh':
      return refreshProviderAccount(book, context, { id: link ?? '', by: 'SYSTEM' });
    case 'delete-provider-account':
      return deleteProviderAccount(book, context, link ?? '');
    case 'migrate':
      return migrateProviderAccounts(book, context);
    case 'edit-account':
    case 'delete-account':
      return onAccount(book, context, { action, id });
    case 'edit-transaction':
    case 'reconcile':
      return onTransactions(book, context, { action, id });
  }
};

const fail = (book: UserBook, { at }: BookContext, id: string | undefined, bySystem: boolean): UserBook => {
  const link = live(book.providerAccounts).find((one) => one.id === id);
  if (link === undefined) return book;
  const value = {
    ...link.value,
    status: 'FAILED',
    additionalStatus: bySystem ? 'SITE_UNAVAILABLE' : 'INCORRECT_CREDENTIALS',
  };
  return { ...book, providerAccounts: revise(book.providerAccounts, new Map([[link.id, value]]), at) };
};

const onAccount = (
  book: UserBook,
  context: BookContext,
  { action, id }: { readonly action: 'edit-account' | 'delete-account'; readonly id: string | undefined },
): UserBook => {
  const accounts = live(book.accounts);
  const chosen = chanceInteger(context.seed, ['account', book.index, book.actions], 0, accounts.length - 1);
  const account = id === undefined ? accounts[chosen] : accounts.find((one) => one.id === id);
  if (account === undefined) return addProviderAccount(book, context, false);
  if (action === 'delete-account') return deleteAccount(book, context, account.id);
  const value = { ...account.value, nickname: `Account ${book.actions + 1}` };
  return { ...book, accounts: revise(book.accounts, new Map([[account.id, value]]), context.at) };
};

const onTransactions = (
  book: UserBook,
  context: BookContext,
  { action, id }: { readonly action: 'edit-transaction' | 'reconcile'; readonly id: string | undefined },
): UserBook => {
  const rows = live(book.transactions);
  const chosen = chanceInteger(context.seed, ['row', book.index, book.actions], 0, rows.length - 1);
  const row = id === undefined ? rows[chosen] : rows.find((one) => one.id === id);
  if (row === undefined) return addProviderAccount(book, context, false);
  if (action === 'edit-transaction') {
    const value = { ...row.value, categoryId: 19, category: 'Gifts', memo: `edited ${book.actions + 1}` };
    return { ...book, transactions: revise(book.transactions, new Map([[row.id, value]]), context.at) };
  }
  // Cleaning up: one row was counted twice, another had a wrong amount.
  const other = rows[(chosen + 1) % rows.length];
  const less = remove(book.transactions, (_, one) => one === row.id, context.at);
  if (other === undefined || other.id === row.id) return { ...book, transactions: less };
  const mended = new Map([[other.id, { ...other.value, cents: other.value.cents + 1 }]]);
  return { ...book, transactions: revise(less, mended, context.at) };
};
