import type { Connection } from '../model/Connection.js';
import type { Evidence } from '../model/Evidence.js';
import type { ChannelOutcome, Outcome, OutcomeResult } from '../model/Outcome.js';
import type { WhoMustAct } from '../model/WhoMustAct.js';
import { isFresh } from './freshness.js';
import type { Watch } from './Watch.js';
import { whoMustActFor } from './whoMustActFor.js';

const RESULT_OF_STATUS: ReadonlyMap<string, OutcomeResult> = new Map([
  ['SUCCESS', 'succeeded'],
  ['PARTIAL_SUCCESS', 'partial'],
  ['FAILED', 'failed'],
  ['CLOSED', 'gone'],
  ['NONE', 'notApplicable'],
]);

const RESULT_OF_RULE: Partial<Readonly<Record<Evidence['rule'], OutcomeResult>>> = {
  closed: 'gone',
  manual: 'notApplicable',
  unattended: 'actionRequired',
  deadline: 'timedOut',
  nothingMoved: 'notStarted',
  refused: 'notStarted',
};

/**
 * Turns the end of a watch into the outcome, with its proof.
 *
 * @param watch the watch, ended
 * @param rule what decided
 * @example
 * toOutcome(watch, 'endDate').result; // 'succeeded'
 */
export function toOutcome(watch: Watch, rule: Evidence['rule']): Outcome {
  const channels = watch.connection?.channels.map((channel) => toChannelOutcome(channel, watch, rule)) ?? [];
  const result = resultOf(watch.connection, channels, rule);
  const isListOnly = rule === 'accountList' || watch.isChainOver;
  return {
    kind: 'outcome',
    connectionId: watch.connectionId,
    result,
    channels,
    hasFreshData:
      !isListOnly &&
      channels.some(({ fresh, status }) => fresh && (status === 'SUCCESS' || status === 'PARTIAL_SUCCESS')),
    whoMustAct: whoMustActOn(result, channels),
    evidence: toEvidence(watch, watch.isChainOver && rule === 'endDate' ? 'accountList' : rule),
    ...accountsOf(watch),
  };
}

function toChannelOutcome(
  channel: Connection['channels'][number],
  watch: Watch,
  rule: Evidence['rule'],
): ChannelOutcome {
  const { id, mode, status, unavailable, lastEndAt } = channel;
  return {
    channelId: id,
    status,
    fresh: isFresh(channel, watch.baseline) || (rule === 'runningSeen' && lastEndAt === undefined),
    unavailable,
    whoMustAct: whoMustActFor(channel),
    ...(mode !== undefined && { mode }),
    ...(lastEndAt !== undefined && { lastEndAt }),
  };
}

function resultOf(
  connection: Connection | undefined,
  channels: readonly ChannelOutcome[],
  rule: Evidence['rule'],
): OutcomeResult {
  const byRule = RESULT_OF_RULE[rule];
  if (byRule !== undefined) return byRule;
  const needsUser = channels.some(
    ({ whoMustAct, fresh }) => whoMustAct === 'user' && (fresh || rule !== 'accountList'),
  );
  if (needsUser) return 'actionRequired';
  const isBeforeItsEnd = connection?.status === 'RUNNING' || !channels.some(({ fresh }) => fresh);
  if (rule === 'accountList' && isBeforeItsEnd) return 'succeeded';
  return RESULT_OF_STATUS.get(connection?.status ?? '') ?? 'failed';
}

function whoMustActOn(result: OutcomeResult, channels: readonly ChannelOutcome[]): WhoMustAct {
  switch (result) {
    case 'actionRequired':
      return 'user';
    case 'failed':
      return channels.some(({ whoMustAct }) => whoMustAct === 'bank') ? 'bank' : 'aggregator';
    case 'gone':
      return 'integrator';
    case 'succeeded':
    case 'partial':
    case 'timedOut':
    case 'notStarted':
    case 'notApplicable':
      return 'nobody';
  }
}

function toEvidence(watch: Watch, rule: Evidence['rule']): Evidence {
  const { connection, trigger, baseline } = watch;
  const event = watch.endEvent ?? watch.event;
  return {
    rule,
    observedIn: watch.observedIn,
    triggeredAt: trigger.at,
    attached: trigger.attached,
    endDates: (connection?.channels ?? []).map(({ id, lastEndAt }) => {
      const before = baseline.channels.get(id)?.lastEndAt;
      return { channelId: id, ...(before && { before }), ...(lastEndAt && { after: lastEndAt }) };
    }),
    ...(connection !== undefined && { status: connection.status }),
    ...(watch.lastLookFailed && { lastLookFailed: true as const }),
    ...(event !== undefined && {
      event: { id: event.id, type: event.type, ...(event.createdAt && { createdAt: event.createdAt }) },
    }),
  };
}

function accountsOf({ accounts, knownAccounts }: Watch): Pick<Outcome, 'accounts' | 'newAccountIds'> {
  if (accounts.size === 0) return {};
  const newAccountIds = [...accounts.keys()].filter((id) => knownAccounts?.includes(id) === false);
  return { accounts: [...accounts.values()], ...(knownAccounts !== undefined && { newAccountIds }) };
}
