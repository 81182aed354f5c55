import type { Transaction } from '../../../model/Transaction.js';
import { toDecimal } from '../../../model/toDecimal.js';
import type { Draft } from '../../shared/Draft.js';
import { toCalendarDate } from './parisCalendar.js';
import { toDate } from './toDate.js';
import type { TransactionWire } from './TransactionWire.js';

/**
 * Turns a transaction from upstream's words into millrace's; midnights in Paris become calendar days.
 *
 * @param wire a decoded transaction
 * @example
 * toTransaction({ id: 1, account_id: 2, amount: -79.99, date: 1639954800 }).date; // '2021-12-20'
 */
export function toTransaction(wire: TransactionWire): Transaction {
  const transaction: Draft<Transaction> = {
    id: String(wire.id),
    accountId: String(wire.account_id),
    amount: toDecimal(wire.amount) ?? String(wire.amount),
  };
  if (typeof wire.currency === 'string') transaction.currency = wire.currency;
  if (typeof wire.type === 'string') transaction.type = wire.type;
  if (typeof wire.origin === 'string') transaction.origin = wire.origin;
  if (typeof wire.status === 'string') transaction.status = wire.status;
  if (wire.category_id !== undefined && wire.category_id !== null) transaction.categoryId = String(wire.category_id);
  if (typeof wire.label === 'string') transaction.label = wire.label;
  if (typeof wire.notes === 'string') transaction.notes = wire.notes;
  addDays(transaction, wire);
  const importedAt = toDate(wire.import_date);
  if (importedAt !== undefined) transaction.importedAt = importedAt;
  return transaction;
}

function addDays(transaction: Draft<Transaction>, wire: TransactionWire): void {
  const date = toCalendarDate(wire.date);
  if (date !== undefined) transaction.date = date;
  const bookingDate = toCalendarDate(wire.booking_date);
  if (bookingDate !== undefined) transaction.bookingDate = bookingDate;
  const valueDate = toCalendarDate(wire.value_date);
  if (valueDate !== undefined) transaction.valueDate = valueDate;
}
