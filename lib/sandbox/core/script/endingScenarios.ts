import { EXIT_CODES } from './EXIT_CODES.js';
import { scenario } from './scenario.js';
import type { ScenarioScript } from './ScenarioScript.js';

const FAILED_EVENT = { failureEvent: 'SYNC_ALL_SUCCESS' } as const;

/** Scenarios about how a sync ends. */
export const ENDING_SCENARIOS = {
  success: scenario('success', 'succeeded', 'Both channels end well; one terminal event.'),
  'two-ends': scenario(
    'two-ends',
    'succeeded',
    'Each channel announces its end; at the first the connection is still RUNNING.',
    { terminals: 'each' },
  ),
  'list-accounts': scenario(
    'list-accounts',
    'succeeded',
    'The account lists are announced first, one per channel, then ALL runs by itself, whatever type was asked.',
    { listFirst: true },
  ),
  'empty-channel': scenario('empty-channel', 'succeeded', 'One channel was never set up (EMPTY) and does not count.', {
    channels: [{ mode: 'REDIRECT' }, { mode: 'EMBEDDED', status: 'EMPTY' }],
  }),
  'sync-all-empty': scenario('sync-all-empty', 'notApplicable', 'A manual connection only: nothing to synchronise.', {
    channels: [],
  }),
  'already-running': scenario(
    'already-running',
    'succeeded',
    'An automatic sync is running before the POST, which is refused with 409.',
    { runningAtStart: true },
  ),
  'ambiguous-post': scenario(
    'ambiguous-post',
    'succeeded',
    'The POST is carried out and its answer lost with the connection.',
    { ambiguousPost: true },
  ),
  'nightly-sync': scenario(
    'nightly-sync',
    'succeeded',
    'A sync of the night ended 3 s before the POST; its end shows only afterwards.',
    { nightlyEndedS: 3, switches: { runningAfterMs: '3000' } },
  ),
  partial: scenario('partial', 'partial', 'One channel brings only part of its data.', {
    channels: [{ mode: 'REDIRECT', ends: 'PARTIAL_SUCCESS' }, { mode: 'EMBEDDED' }],
  }),
  failed: scenario('failed', 'failed', 'A technical error on one channel; no terminal event at all.', {
    channels: [
      { mode: 'REDIRECT', ends: 'TECHNICAL_ERROR' },
      { mode: 'EMBEDDED', ends: 'TECHNICAL_ERROR' },
    ],
  }),
  'provider-unavailable': scenario('provider-unavailable', 'failed', 'The bank is out of order; the bank must act.', {
    channels: [
      { mode: 'REDIRECT', ends: 'UNAVAILABLE', unavailable: true },
      { mode: 'EMBEDDED', ends: 'UNAVAILABLE', unavailable: true },
    ],
  }),
  'token-expired': scenario(
    'token-expired',
    'actionRequired',
    "The bank's token has expired on one channel, the other brings fresh data; the terminal event says FAILED.",
    { channels: [{ mode: 'REDIRECT', ends: 'TOKEN_EXPIRED' }, { mode: 'EMBEDDED' }], switches: FAILED_EVENT },
  ),
  challenge: scenario('challenge', 'actionRequired', 'The bank asks for a challenge nobody can answer.', {
    channels: [{ mode: 'REDIRECT' }, { mode: 'EMBEDDED', ends: 'CHALLENGE_REQUIRED' }],
  }),
  silent: scenario('silent', 'timedOut', 'The queue stays silent and GET says RUNNING for ever.', {
    channels: [
      { mode: 'REDIRECT', ends: 'RUNNING' },
      { mode: 'EMBEDDED', ends: 'RUNNING' },
    ],
    silent: true,
  }),
  'one-never-ends': {
    name: 'one-never-ends',
    summary: 'Two connections; the first ends well, the second stays RUNNING.',
    expected: { result: 'timedOut', exitCode: EXIT_CODES.timedOut },
    connections: [
      {},
      {
        providerId: '312',
        channels: [{ mode: 'REDIRECT', ends: 'RUNNING' }, { mode: 'EMBEDDED' }],
      },
    ],
  },
  'deleted-connection': scenario('deleted-connection', 'gone', 'The connection is deleted in the middle of the sync.', {
    also: [{ at: 10, do: 'delete' }],
  }),
} as const satisfies Record<string, ScenarioScript>;
