import type { ChannelMode, ChannelScript, ConnectionScript, SyncStep } from './ScenarioScript.js';

type Plan = Readonly<Record<'login' | 'accounts' | 'transactions' | 'end' | 'failure', number>>;

// Seconds after the start, before the run's own stretching (1 to 1.45 times).
const PLANS: Readonly<Record<ChannelMode, Plan>> = {
  REDIRECT: { login: 4, accounts: 8, transactions: 13, end: 17, failure: 12 },
  EMBEDDED: { login: 6, accounts: 11, transactions: 19, end: 24, failure: 15 },
};

const GOOD = new Set(['SUCCESS', 'PARTIAL_SUCCESS']);

/**
 * Derives the steps of a sync of type ALL from what its channels end with.
 *
 * Assumption: apart from SYNC_ALL_SUCCESS the event types are made up; the documentation names only their categories
 * (global, login, choose bank, synchronization).
 *
 * @param script the connection's script
 * @example
 * standardSteps({ channels: [{ mode: 'REDIRECT', ends: 'TOKEN_EXPIRED' }] });
 */
export function standardSteps(script: ConnectionScript): readonly SyncStep[] {
  const channels = (script.channels ?? [{ mode: 'REDIRECT' }, { mode: 'EMBEDDED' }]).filter(canSync);
  const opening: readonly SyncStep[] = [
    { at: 0.5, do: 'event', type: 'SYNC_STARTED' },
    { at: 2, do: 'event', type: 'CHOOSE_BANK_SUCCESS' },
  ];
  const ends = channels.filter(({ ends: status = 'SUCCESS' }) => status !== 'RUNNING');
  const closing: readonly SyncStep[] =
    script.terminals === 'each'
      ? ends.map((channel): SyncStep => ({ at: endOf(channel) + 1, do: 'terminal' }))
      : ends.length === channels.length
        ? [{ at: 1, from: 'end', do: 'terminal' }]
        : [];
  return [...opening, ...channels.flatMap(stepsOf), ...closing];
}

const canSync = ({ status }: ChannelScript): boolean => status !== 'EMPTY' && status !== 'CLOSED';

const endOf = ({ mode, ends = 'SUCCESS' }: ChannelScript): number =>
  GOOD.has(ends) ? PLANS[mode].end : PLANS[mode].failure;

const stepsOf = (channel: ChannelScript): readonly SyncStep[] => {
  const { mode, ends = 'SUCCESS', unavailable = false } = channel;
  const plan = PLANS[mode];
  if (!GOOD.has(ends) && ends !== 'RUNNING') {
    return [
      { at: plan.failure - 1, do: 'event', type: 'LOGIN_FAILED', mode },
      { at: plan.failure, do: 'channel', mode, status: ends, unavailable },
    ];
  }
  const progress: readonly SyncStep[] = [
    { at: plan.login, do: 'event', type: 'LOGIN_SUCCESS', mode },
    { at: plan.accounts, do: 'event', type: 'ACCOUNTS_SUCCESS', mode },
    { at: plan.transactions, do: 'event', type: 'TRANSACTIONS_SUCCESS', mode },
  ];
  return ends === 'RUNNING'
    ? progress
    : [...progress, { at: plan.end, do: 'channel', mode, status: ends, unavailable }];
};
