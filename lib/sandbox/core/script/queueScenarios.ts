import { scenario } from './scenario.js';
import type { ScenarioScript } from './ScenarioScript.js';
import { SEED_EVENT } from './SEED_EVENT.js';

/** Scenarios about what stands in a queue and how it is handed over. */
export const QUEUE_SCENARIOS = {
  'stale-terminal': scenario('stale-terminal', 'succeeded', 'The queue already holds the end of an old sync.', {
    history: [
      { at: -3600, do: 'event', type: 'TRANSACTIONS_SUCCESS', mode: 'EMBEDDED' },
      { at: -3590, do: 'terminal' },
    ],
    switches: { replayOldEvents: 'true' },
  }),
  'late-old-terminal': scenario(
    'late-old-terminal',
    'succeeded',
    'The end of an old sync arrives after the POST, under a new id, with old end dates.',
    { also: [{ at: 3, do: 'event', type: 'SYNC_ALL_SUCCESS', resource: 'before' }] },
  ),
  'foreign-terminal': scenario(
    'foreign-terminal',
    'succeeded',
    "The end of another connection's sync of the night arrives first.",
    {
      also: [{ at: 3, do: 'event', type: 'SYNC_ALL_SUCCESS', resource: 'other' }],
      others: [{ providerId: '318' }],
    },
  ),
  'queue-gone': scenario('queue-gone', 'succeeded', 'The queue answers 404 in the middle; GET alone proves the end.', {
    also: [{ at: 7, do: 'expireQueues' }],
  }),
  'no-queue': scenario('no-queue', 'succeeded', 'No queue can be had; GET alone proves the end.', {
    server: { noQueue: true },
  }),
  'destructive-reads': scenario('destructive-reads', 'succeeded', 'Reading a queue consumes its events.', {
    switches: { destructiveReads: 'true' },
  }),
  'wrapped-queue': scenario('wrapped-queue', 'succeeded', 'The queue answers {"events":[…]}.', {
    switches: { queueShape: 'wrapped' },
  }),
  'single-event-queue': scenario('single-event-queue', 'succeeded', 'The queue hands over one event per read.', {
    switches: { queueShape: 'single', destructiveReads: 'true' },
  }),
  'numeric-ids': scenario('numeric-ids', 'succeeded', 'Ids and one amount are numbers beyond 2^53.', {
    switches: { numericIds: 'true' },
  }),
  'duplicate-events': scenario('duplicate-events', 'succeeded', 'Every event is delivered twice.', {
    switches: { resendEvents: 'true' },
  }),
  'out-of-order': scenario('out-of-order', 'succeeded', 'Events come in any order; some after the end.', {
    also: [{ at: 3, from: 'end', do: 'event', type: 'ACCOUNTS_SUCCESS', mode: 'EMBEDDED', datedS: -9 }],
    switches: { eventOrder: 'shuffled' },
  }),
  'unknown-events': scenario(
    'unknown-events',
    'succeeded',
    'Event and resource types nobody has heard of, and some malformed.',
    {
      also: [
        { at: 5, do: 'event', type: 'QUANTUM_HANDSHAKE' },
        { at: 9, do: 'event', type: 'BENEFICIARY_ADDED', resource: 'odd' },
        { at: 12, do: 'event', type: 'CONSENT_RENEWED', resource: 'none' },
      ],
      switches: { malformedEvents: 'true' },
    },
  ),
  'seed-payload': scenario('seed-payload', 'succeeded', "The documentation's own example, at its own time in 2018.", {
    providerId: '200',
    creationDate: 0,
    exact: true,
    channels: [{ mode: 'REDIRECT', expires: 1_528_106_353 }, { mode: 'EMBEDDED' }],
    steps: [
      { at: 24, do: 'channel', mode: 'REDIRECT', status: 'SUCCESS' },
      { at: 24, do: 'channel', mode: 'EMBEDDED', status: 'SUCCESS' },
      { at: 37, do: 'raw', text: SEED_EVENT },
    ],
    server: { clockHeldAt: 1_528_112_060 },
    switches: { queueShape: 'single' },
  }),
} as const satisfies Record<string, ScenarioScript>;
