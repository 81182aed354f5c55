import { chance } from '../chance.js';
import { chanceInteger } from '../chanceInteger.js';
import { parisMidnight } from '../parisMidnight.js';
import type { Account, Transaction } from './records.js';

/** Where and when a transaction is made. */
export interface TransactionContext {
  readonly seed: number;
  readonly account: Account;
  /** 0-based number of the transaction on its account. */
  readonly index: number;
  /** Whole days between its date and its import. */
  readonly daysAgo: number;
  /** Unit: epoch seconds. */
  readonly importDate: number;
  /** Whether ids go beyond 2^53, and one amount beyond 15 digits. */
  readonly manyDigits: boolean;
}

const LABELS = [
  ['CB BOULANGERIE DU PORT', 'CARD', '1001', -250, -2_490],
  ['CB SUPERMARCHE DES HALLES', 'CARD', '1002', -1_500, -18_999],
  ['PRLV ELECTRICITE', 'DIRECT_DEBIT', '2001', -3_500, -14_500],
  ['VIR LOYER', 'TRANSFER', '2002', -62_000, -95_000],
  ['VIR SALAIRE', 'TRANSFER', '3001', 145_000, 310_000],
  ['REMBT SANTE', 'TRANSFER', '3002', 690, 7_500],
] as const;

/**
 * Makes one transaction of an account, the same for the same seed and number.
 *
 * @param context account, number and dates
 * @example
 * makeTransaction({ seed: 1, account, index: 0, daysAgo: 2, importDate: 1_700_000_000, manyDigits: false }).type;
 */
export function makeTransaction(context: TransactionContext): Transaction {
  const { seed, account, index, manyDigits } = context;
  const key = ['transaction', account.id, index];
  const kind = LABELS[chanceInteger(seed, key, 0, LABELS.length - 1)] ?? LABELS[0];
  const [label, type, categoryId, from, to] = kind;
  const cents = Math.round(from + (to - from) * chance(seed, [...key, 'amount']));
  const pending = context.daysAgo === 0 && chance(seed, [...key, 'pending']) < 0.3;
  return {
    id: account.id + String(index + 1).padStart(manyDigits ? 13 : 5, '0'),
    accountId: account.id,
    amount: manyDigits && index === 0 ? '-1234567890123456.78' : String(cents / 100),
    type,
    origin: 'ORIGINAL',
    status: pending ? 'PENDING' : 'BOOKED',
    categoryId,
    label,
    ...(chance(seed, [...key, 'notes']) < 0.1 ? { notes: 'à vérifier' } : {}),
    date: parisMidnight(context.importDate, context.daysAgo),
    importDate: context.importDate,
  };
}
