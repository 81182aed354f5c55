import type { Account } from '../bank/records.js';
import type { Settings } from '../OxlinState.js';
import { idLexeme } from './idLexeme.js';
import type { JsonObject } from './writeJson.js';

/**
 * Turns an account into its JSON object; the balance is a number. Source: answers recorded by public clients of v2.1.
 *
 * @param settings the sandbox's settings
 * @param account the record
 * @example
 * writeJson(accountJson(state.settings, account));
 */
export function accountJson(settings: Settings, account: Account): JsonObject {
  return {
    id: idLexeme(settings, account.id),
    connection_id: idLexeme(settings, account.connectionId),
    name: account.name,
    account_number: account.number,
    iban: account.iban,
    currency: 'EUR',
    balance: account.balanceCents / 100,
    balance_date: account.balanceDate,
    status: account.status,
    type: account.type,
    usage: account.usage,
    owner: { name: 'Camille Exemple' },
    creation_date: account.createdAt,
    last_channel_definition_id: idLexeme(settings, account.definitionId),
  };
}
