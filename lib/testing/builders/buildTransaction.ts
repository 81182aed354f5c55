import type { Transaction } from '../../model/Transaction.js';

/**
 * Builds a booked payment on the account of `buildAccount`.
 *
 * @param overrides what is to be different
 * @example
 * buildTransaction({ amount: '12.3' }).accountId; // '5001'
 */
export function buildTransaction(overrides: Partial<Transaction> = {}): Transaction {
  return {
    id: '9001',
    accountId: '5001',
    amount: '-79.99',
    currency: 'EUR',
    origin: 'ORIGINAL',
    status: 'BOOKED',
    label: 'Groceries',
    date: '2018-06-04',
    importedAt: new Date('2018-06-04T11:34:44Z'),
    ...overrides,
  };
}
