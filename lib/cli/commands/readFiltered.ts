import { concatMap, type Observable } from 'rxjs';
import type { Account, Transaction } from '../../index.js';
import type { OxlinUser } from '../../aggregators/oxlin/index.js';

/** Flags of `accounts`. */
export interface AccountFlags {
  readonly connection?: string;
  readonly type?: string;
  readonly status?: string;
}

/** Flags of `transactions`. */
export interface TransactionFlags {
  readonly connection?: string;
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * Reads the accounts that the flags ask for.
 *
 * @param flags what the user typed
 * @example
 * readAccounts({ connection: '1001' })(user).subscribe(({ balance }) => console.log(balance));
 */
export function readAccounts({ connection, type, status }: AccountFlags): (user: OxlinUser) => Observable<Account> {
  return (user) =>
    user.accounts({
      ...(connection !== undefined && { connectionId: connection }),
      ...(type !== undefined && { type }),
      ...(status !== undefined && { status }),
    });
}

/**
 * Reads the transactions that the flags ask for; those of a connection account by account.
 *
 * @param flags what the user typed
 * @example
 * readTransactions({ account: '77' })(user).subscribe(({ amount }) => console.log(amount));
 */
export function readTransactions(flags: TransactionFlags): (user: OxlinUser) => Observable<Transaction> {
  const { connection, account, from, to } = flags;
  const days = { ...(from !== undefined && { startDate: from }), ...(to !== undefined && { endDate: to }) };
  return (user) => {
    if (account !== undefined) return user.transactions({ accountId: account, ...days });
    if (connection === undefined) return user.transactions(days);
    return user
      .accounts({ connectionId: connection })
      .pipe(concatMap(({ id }) => user.transactions({ accountId: id, ...days })));
  };
}
