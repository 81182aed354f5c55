import { chanceInteger } from '../chanceInteger.js';
import { clockMs } from '../clockMs.js';
import type { OxlinState } from '../OxlinState.js';
import { SandboxOptionError } from '../SandboxOptionError.js';
import type { ChannelScript, ConnectionScript } from '../script/ScenarioScript.js';
import { makeAccounts } from './makeAccounts.js';
import { makeTransaction } from './makeTransaction.js';
import { type ProviderRecord, PROVIDERS } from './PROVIDERS.js';
import type { Account, Channel, Connection, Transaction } from './records.js';

/** Whose connection is opened, and what it plays. */
export interface OpeningOrder {
  readonly userId: string;
  readonly scenario: string;
  readonly script: ConnectionScript;
  /** The caller's clock. Unit: ms. */
  readonly now: number;
}

const DAY_S = 86_400;
const BOTH: readonly ChannelScript[] = [{ mode: 'REDIRECT' }, { mode: 'EMBEDDED' }];

/**
 * Adds a connection with its channels, accounts and past transactions; its id is the next one and is never used again.
 *
 * @param state the simulator
 * @param order owner, scenario and script
 * @example
 * openConnection(state, { userId: '501', scenario: 'success', script: {}, now: 0 }).connections['1001'];
 */
export function openConnection(state: OxlinState, order: OpeningOrder): OxlinState {
  const connection = toConnection(state, order);
  const { seed, pastTransactions, switches } = state.settings;
  const lastEnd = connection.channels[0]?.lastEnd ?? connection.createdAt;
  const accounts = makeAccounts(seed, connection, lastEnd);
  const manyDigits = switches.numericIds === 'true';
  const transactions = accounts.map((account): [string, readonly Transaction[]] => {
    const count = pastRows(account, pastTransactions);
    return [account.id, pastOf(account, { seed, count, lastEnd, manyDigits })];
  });
  return {
    ...state,
    counters: { ...state.counters, connection: state.counters.connection + 1 },
    connections: { ...state.connections, [connection.id]: connection },
    accounts: { ...state.accounts, ...Object.fromEntries(accounts.map((account) => [account.id, account])) },
    transactions: { ...state.transactions, ...Object.fromEntries(transactions) },
  };
}

const pastRows = ({ type, visibility }: Account, pastTransactions: number): number => {
  if (visibility === 'undiscovered') return 0;
  return type === 'CHECKINGS' ? pastTransactions : Math.floor(pastTransactions / 3);
};

const toConnection = (state: OxlinState, { userId, scenario, script, now }: OpeningOrder): Connection => {
  const id = String(state.counters.connection);
  const { seed } = state.settings;
  const atS = Math.floor(clockMs(state, now) / 1000);
  const provider = findProvider(script.providerId ?? '87');
  const createdAt = script.creationDate ?? atS - chanceInteger(seed, ['created', id], 20, 70) * DAY_S;
  const lastEnd = atS - chanceInteger(seed, ['last end', id], 6 * 3600, 30 * 3600);
  return {
    id,
    userId,
    scenario,
    script,
    providerId: provider.id,
    name: provider.name,
    createdAt,
    channels: (script.channels ?? BOTH).map((channel) =>
      toChannel(channel, { definitionId: provider.channels[channel.mode], createdAt, lastEnd, script }),
    ),
    runs: 0,
    seen: false,
    anotherAfter: false,
    postsAccepted: 0,
    postsRefused: 0,
  };
};

const findProvider = (id: string): ProviderRecord => {
  const provider = PROVIDERS[id];
  if (provider !== undefined) return provider;
  throw new SandboxOptionError('providerId', `one of ${Object.keys(PROVIDERS).join(', ')}`, id);
};

const toChannel = (
  channel: ChannelScript,
  context: {
    readonly definitionId: string;
    readonly createdAt: number;
    readonly lastEnd: number;
    readonly script: ConnectionScript;
  },
): Channel => {
  const { mode, status = 'SUCCESS' } = channel;
  if (status === 'EMPTY') return { definitionId: context.definitionId, mode, status, unavailable: false };
  const expires = channel.expires ?? (mode === 'REDIRECT' ? context.createdAt + 90 * DAY_S : undefined);
  return {
    definitionId: context.definitionId,
    mode,
    status: context.script.runningAtStart && status === 'SUCCESS' ? 'RUNNING' : status,
    ...(expires === undefined ? {} : { expires }),
    lastSuccess: context.lastEnd,
    lastEnd: context.lastEnd,
    unavailable: false,
  };
};

const pastOf = (
  account: Account,
  {
    seed,
    count,
    lastEnd,
    manyDigits,
  }: { readonly seed: number; readonly count: number; readonly lastEnd: number; readonly manyDigits: boolean },
): readonly Transaction[] =>
  Array.from({ length: count }, (_, index) => {
    const daysAgo = count - 1 - index;
    // The newest two came with the last sync, as import_date = last_end_date shows in real answers.
    const importDate = daysAgo < 2 ? lastEnd : lastEnd - (daysAgo - 1) * DAY_S;
    return makeTransaction({ seed, account, index, daysAgo: daysAgo < 2 ? daysAgo : 1, importDate, manyDigits });
  });
