import type { Account } from '../../../model/Account.js';
import { toDecimal } from '../../../model/toDecimal.js';
import type { AccountWire } from './AccountWire.js';
import type { Draft } from '../../shared/Draft.js';
import { toDate } from './toDate.js';

/**
 * Turns an account from upstream's words into millrace's; without a name it is called by its number.
 *
 * @param wire a decoded account
 * @example
 * toAccount({ id: 5, account_number: '0042', balance: -1250.5 }); // { id: '5', name: '0042', …, balance: '-1250.5' }
 */
export function toAccount(wire: AccountWire): Account {
  const account: Draft<Account> = { id: String(wire.id) };
  if (wire.connection_id !== undefined && wire.connection_id !== null)
    account.connectionId = String(wire.connection_id);
  const name = wire.name ?? wire.account_number;
  if (typeof name === 'string') account.name = name;
  if (typeof wire.account_number === 'string') account.accountNumber = wire.account_number;
  if (typeof wire.iban === 'string') account.iban = wire.iban;
  if (typeof wire.currency === 'string') account.currency = wire.currency;
  const balance = wire.balance === undefined || wire.balance === null ? undefined : toDecimal(wire.balance);
  if (balance !== undefined) account.balance = balance;
  if (typeof wire.status === 'string') account.status = wire.status;
  if (typeof wire.type === 'string') account.type = wire.type;
  if (typeof wire.usage === 'string') account.usage = wire.usage;
  const balanceAt = toDate(wire.balance_date);
  if (balanceAt !== undefined) account.balanceAt = balanceAt;
  const createdAt = toDate(wire.creation_date);
  if (createdAt !== undefined) account.createdAt = createdAt;
  return account;
}
