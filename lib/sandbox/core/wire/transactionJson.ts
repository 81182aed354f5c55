import type { Transaction } from '../bank/records.js';
import type { Settings } from '../OxlinState.js';
import { idLexeme } from './idLexeme.js';
import type { JsonObject } from './writeJson.js';

/**
 * Turns a transaction into its JSON object; the amount keeps all its digits. Source: answers recorded by public clients
 * of v2.1.
 *
 * @param settings the sandbox's settings
 * @param transaction the record
 * @example
 * writeJson(transactionJson(state.settings, transaction));
 */
export function transactionJson(settings: Settings, transaction: Transaction): JsonObject {
  return {
    id: idLexeme(settings, transaction.id),
    account_id: idLexeme(settings, transaction.accountId),
    amount: { lexeme: transaction.amount },
    currency: 'EUR',
    type: transaction.type,
    origin: transaction.origin,
    status: transaction.status,
    category_id: idLexeme(settings, transaction.categoryId),
    label: transaction.label,
    notes: transaction.notes,
    date: transaction.date,
    booking_date: transaction.status === 'BOOKED' ? transaction.date : undefined,
    value_date: transaction.status === 'BOOKED' ? transaction.date : undefined,
    import_date: transaction.importDate,
    remittance_information: [transaction.label],
  };
}
