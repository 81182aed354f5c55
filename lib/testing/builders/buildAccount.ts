import type { Account } from '../../model/Account.js';

/**
 * Builds a current account of the connection of `buildConnection`.
 *
 * @param overrides what is to be different
 * @example
 * buildAccount({ id: '7' }).type; // 'CHECKINGS'
 */
export function buildAccount(overrides: Partial<Account> = {}): Account {
  return {
    id: '5001',
    connectionId: '1001',
    name: 'Current account',
    accountNumber: '00042',
    currency: 'EUR',
    balance: '1250.5',
    balanceAt: new Date('2018-06-04T11:34:44Z'),
    status: 'ACTIVE',
    type: 'CHECKINGS',
    usage: 'PERSONAL',
    ...overrides,
  };
}
