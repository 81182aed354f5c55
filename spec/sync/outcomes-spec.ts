import { outcomes } from '../../lib/sync/outcomes.js';
import { toOutcome } from '../../lib/sync/toOutcome.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { at, eventOf, runOf, triggerOf } from '../support/builders.js';

const outcome = toOutcome(
  startWatch(runOf(), triggerOf(), { connectionId: '7', status: 'SUCCESS', channels: [] }, 'all'),
  'deadline',
);
const UPDATES: Readonly<Record<string, SyncUpdate>> = {
  T: { kind: 'triggered', connectionId: '7', at: at(0), attached: false },
  e: { kind: 'event', event: eventOf(), late: false },
  O: outcome,
  S: { kind: 'summary', outcomes: [outcome] },
};

describe('outcomes', () => {
  it(
    'picks the outcomes, and not the summary of them',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-T-e-O-e-O-S-|', UPDATES);
      const subs = '      ^------------!';
      const expected = '  -----O---O---|';
      expectObservable(source.pipe(outcomes())).toBe(expected, UPDATES);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  operatorLaws(
    { describe, it },
    { name: 'outcomes', make: () => outcomes(), sample: [outcome, { ...outcome, connectionId: '8' }] },
  );
});
