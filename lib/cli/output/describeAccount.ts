import type { Account } from '../../index.js';
import { mask } from './mask.js';

/**
 * Says an account in one line, its name and numbers masked unless asked for.
 *
 * @param account the account
 * @param showPii show them
 * @example
 * describeAccount(account, false); // '77  ••••  ••••0189  CHECKINGS  1250.50 EUR'
 */
export function describeAccount(account: Account, showPii: boolean): string {
  const { id, name, accountNumber, iban, type, status, balance, currency } = account;
  const personal = [name, iban ?? accountNumber].filter((part) => part !== undefined);
  const amount = balance === undefined ? '' : `${balance} ${currency ?? ''}`.trimEnd();
  const shown = showPii ? personal : personal.map(mask);
  return [id, ...shown, type, status, amount].filter((part) => part !== undefined && part !== '').join('  ');
}
