import type { ChannelOutcome, Outcome, OutcomeResult } from '../../index.js';
import type { ConnectionNames } from './connectionNames.js';
import { escapeControls } from './escapeControls.js';
import { tellTheUser } from './tellTheUser.js';
import { type UnseenEnd, unseenEnd } from './unseenEnd.js';
import { whoMustActSentence } from './whoMustActSentence.js';

const RESULTS: Readonly<Record<Exclude<OutcomeResult, 'timedOut'>, string>> = {
  succeeded: 'succeeded: everything is fresh',
  partial: 'partial: the bank gave only a part',
  failed: 'failed: the sync did not get through',
  actionRequired: 'action required: the bank waits for its customer',
  gone: 'gone: the connection is closed or deleted',
  notStarted: 'not started: nothing moved at the bank',
  notApplicable: 'not applicable: this connection never syncs',
};

const LISTED = 'succeeded: the account lists came; the data is still being fetched';

const UNSEEN: Readonly<Record<UnseenEnd, string>> = {
  running: 'timed out: it still runs, its end was not seen',
  atRest: 'timed out: no end was seen in time',
  unknown: 'timed out: the aggregator could not be asked',
};

/**
 * Says how a sync ended: the result, the reason for each channel, who must act, and what to tell the user.
 *
 * @param outcome how it ended
 * @param names what to call the connections
 * @example
 * describeOutcome(outcome, new Map()); // '1001: succeeded: everything is fresh …\n'
 */
export function describeOutcome(outcome: Outcome, names: ConnectionNames): string {
  const { connectionId, result, channels, hasFreshData, evidence } = outcome;
  const name = names.get(connectionId) ?? connectionId;
  const fresh = hasFreshData && result !== 'succeeded' ? '; some data is fresh' : '';
  const proof = `proof: ${evidence.rule}, seen in ${PLACES[evidence.observedIn]}`;
  const lines = [
    `${name}: ${describeResult(outcome)}${fresh} (${proof})`,
    ...channels.map((channel) => `  channel ${channel.mode ?? channel.channelId}: ${describeChannel(channel)}`),
    `  ${whoMustActSentence(outcome.whoMustAct)} Tell the user: "${tellTheUser(outcome)}"`,
  ];
  return lines.map((line) => `${escapeControls(line)}\n`).join('');
}

function describeResult(outcome: Outcome): string {
  const { result, evidence } = outcome;
  if (result === 'timedOut') return UNSEEN[unseenEnd(outcome)];
  return result === 'succeeded' && evidence.rule === 'accountList' ? LISTED : RESULTS[result];
}

const PLACES: Readonly<Record<Outcome['evidence']['observedIn'], string>> = {
  queue: 'the queue',
  connection: 'the connection',
  nowhere: 'nothing',
};

function describeChannel({ status, fresh, unavailable, whoMustAct }: ChannelOutcome): string {
  const parts = [status, fresh ? 'ended since the trigger' : 'as it was'];
  if (unavailable) parts.push('the bank is out of order');
  if (whoMustAct !== 'nobody') parts.push(`${whoMustAct} must act`);
  return parts.join(', ');
}
