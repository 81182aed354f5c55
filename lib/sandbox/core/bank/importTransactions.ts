import { chanceInteger } from '../chanceInteger.js';
import type { OxlinState } from '../OxlinState.js';
import { makeTransaction } from './makeTransaction.js';
import type { Account, Channel, Connection } from './records.js';

/**
 * Brings the rows of one successful channel sync: two to four per visible account of the channel, one of them dated 40
 * days back, all with the channel's end as their `import_date`; the balances follow.
 *
 * @param state the simulator
 * @param connection whose accounts
 * @param channel the channel that has just ended, its `lastEnd` already moved
 * @example
 * importTransactions(state, connection, endedChannel).transactions;
 */
export function importTransactions(state: OxlinState, connection: Connection, channel: Channel): OxlinState {
  const accounts: Record<string, Account> = { ...state.accounts };
  const transactions = { ...state.transactions };
  const importDate = channel.lastEnd ?? 0;
  for (const account of Object.values(state.accounts)) {
    if (account.connectionId !== connection.id || account.mode !== channel.mode || account.visibility !== 'listed')
      continue;
    const known = transactions[account.id] ?? [];
    const fresh = rowsOf(state, account, known.length, importDate);
    transactions[account.id] = [...known, ...fresh];
    const moved = fresh.reduce((cents, { amount }) => cents + Math.round(Number(amount) * 100), 0);
    accounts[account.id] = { ...account, balanceCents: account.balanceCents + moved, balanceDate: importDate };
  }
  return { ...state, accounts, transactions };
}

const rowsOf = ({ settings }: OxlinState, account: Account, first: number, importDate: number) =>
  Array.from({ length: chanceInteger(settings.seed, ['rows', account.id, first], 2, 4) }, (_, row) =>
    makeTransaction({
      seed: settings.seed,
      account,
      index: first + row,
      daysAgo: row === 0 ? 40 : row === 1 ? 1 : 0,
      importDate,
      manyDigits: settings.switches.numericIds === 'true',
    }),
  );
