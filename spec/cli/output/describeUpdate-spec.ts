import { expect } from 'chai';
import { describeUpdate } from '../../../lib/cli/output/describeUpdate.js';
import type { SyncUpdate } from '../../../lib/index.js';
import { eventSeen, outcome, triggered } from '../../support/syncUpdates.js';

const NAMES = new Map([['7', 'Banque 7']]);

const LINES: readonly (readonly [SyncUpdate, string])[] = [
  [triggered('7'), 'Banque 7: sync triggered\n'],
  [triggered('8', { attached: true }), '8: joined a sync that was running\n'],
  [eventSeen('7', { type: 'A\u0007' }), 'Banque 7: event A\\u0007\n'],
  [eventSeen(undefined, { type: 'A' }, true), 'event A (late)\n'],
  [
    { kind: 'quarantined', event: { digest: 'd', failures: [{ path: 'id', expected: 'an id' }] } },
    'an event could not be decoded: id\n',
  ],
  [
    { kind: 'retrying', operation: 'read queue', error: 'RateLimitedError', attempt: 1, inMs: 500.4 },
    'read queue failed (RateLimitedError), again in 500 ms\n',
  ],
  [
    { kind: 'retrying', operation: 'read queue', error: 'X', code: 'ECONNREFUSED', attempt: 1, inMs: 500 },
    'read queue failed (X, ECONNREFUSED), again in 500 ms\n',
  ],
  [
    { kind: 'gap', queueId: '1', reason: 'queueGone' },
    'events may have been lost (queueGone); the connections themselves decide\n',
  ],
  [{ kind: 'draining', connectionId: '7', reads: 2 }, 'Banque 7: ended; waiting for late events\n'],
  [{ kind: 'summary', outcomes: [outcome('7')] }, '1 sync ended\n'],
  [{ kind: 'summary', outcomes: [] }, '0 syncs ended\n'],
  [outcome('7'), ''],
];

describe('describeUpdate', () => {
  for (const [update, line] of LINES) {
    it(`says ${JSON.stringify(line)}`, () => {
      expect(describeUpdate(update, NAMES)).to.equal(line);
    });
  }
});
