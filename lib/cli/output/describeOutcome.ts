import type { ChannelOutcome, Outcome, OutcomeResult } from '../../index.js';
import type { ConnectionNames } from './connectionNames.js';
import { escapeControls } from './escapeControls.js';
import { tellTheUser } from './tellTheUser.js';
import { type UnseenEnd, unseenEnd } from './unseenEnd.js';
import { whoMustActSentence } from './whoMustActSentence.js';

const RESULTS: Readonly<Record<Exclude<OutcomeResult, 'timedOut'>, string>> = {
  succeeded: 'succeeded: it ended well',
  partial: 'partial: the bank gave only a part',
  failed: 'failed: the sync did not get through',
  actionRequired: 'action required: the bank waits for its customer',
  gone: 'gone: the connection is closed or deleted',
  notStarted: 'not started: nothing moved at the bank',
  notApplicable: 'not applicable: this connection never syncs',
};

const FRESH = 'succeeded: everything is fresh';

/** Nothing was triggered, so there is nothing since when an end could count. */
const BEFORE_TRIGGER: ReadonlySet<Outcome['evidence']['rule']> = new Set(['closed', 'manual', 'unattended', 'refused']);

const UNKNOWN = 'gone: the aggregator knows no such connection: it was deleted, or the id is wrong';

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
  const { connectionId, channels, hasFreshData, evidence } = outcome;
  const name = names.get(connectionId) ?? connectionId;
  const words = describeResult(outcome);
  const fresh = hasFreshData && words !== FRESH && words !== LISTED ? '; some data is fresh' : '';
  const proof = `proof: ${evidence.rule}, seen in ${PLACES[evidence.observedIn]}`;
  const lines = [
    `${name}: ${words}${fresh} (${proof})`,
    ...channels.map(
      (channel) => `  channel ${channel.mode ?? channel.channelId}: ${describeChannel(channel, evidence)}`,
    ),
    `  ${whoMustActSentence(outcome.whoMustAct)} Tell the user: "${tellTheUser(outcome)}"`,
  ];
  return lines.map((line) => `${escapeControls(line)}\n`).join('');
}

function describeResult(outcome: Outcome): string {
  const { result, evidence, hasFreshData, channels } = outcome;
  if (result === 'timedOut') return UNSEEN[unseenEnd(outcome)];
  if (result === 'gone' && evidence.status === undefined) return UNKNOWN;
  if (result !== 'succeeded') return RESULTS[result];
  if (evidence.rule === 'accountList') return LISTED;
  if (hasFreshData) return channels.every(isFreshOrIdle) ? FRESH : RESULTS.succeeded;
  return `${RESULTS.succeeded}, with ${noNewEnd(evidence)}`;
}

const PLACES: Readonly<Record<Outcome['evidence']['observedIn'], string>> = {
  queue: 'the queue',
  connection: 'the connection',
  nowhere: 'nothing',
};

/** A channel that was never set up, or is closed, takes part in no sync. */
function isFreshOrIdle({ fresh, status }: ChannelOutcome): boolean {
  return fresh || status === 'EMPTY' || status === 'CLOSED';
}

function noNewEnd({ rule, attached }: Outcome['evidence']): string {
  if (BEFORE_TRIGGER.has(rule)) return 'as it was';
  return `no new end since ${attached ? 'it was joined' : 'the trigger'}`;
}

function describeChannel(
  { status, fresh, unavailable, whoMustAct }: ChannelOutcome,
  evidence: Outcome['evidence'],
): string {
  const ended = evidence.attached ? 'ended since it was joined' : 'ended since the trigger';
  const parts = [status, fresh ? ended : noNewEnd(evidence)];
  if (unavailable) parts.push('the bank is out of order');
  if (whoMustAct !== 'nobody') parts.push(`${whoMustAct} must act`);
  return parts.join(', ');
}
