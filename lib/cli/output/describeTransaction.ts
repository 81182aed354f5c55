import type { Transaction } from '../../index.js';
import { mask } from './mask.js';

/**
 * Says a transaction in one line, its label masked unless asked for.
 *
 * @param transaction the transaction
 * @param showPii show it
 * @example
 * describeTransaction(transaction, false); // '2021-12-20  -79.99 EUR  ••••  BOOKED  account 77'
 */
export function describeTransaction(transaction: Transaction, showPii: boolean): string {
  const { accountId, date, amount, currency = '', label, status } = transaction;
  const shown = label === undefined || showPii ? label : mask(label);
  return [date, `${amount} ${currency}`.trimEnd(), shown, status, `account ${accountId}`]
    .filter((part) => part !== undefined && part !== '')
    .join('  ');
}
