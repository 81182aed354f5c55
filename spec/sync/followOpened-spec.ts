import { concat, map, NEVER, of } from 'rxjs';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { flatten } from '../../lib/operators/flatten.js';
import { followOpened } from '../../lib/sync/followOpened.js';
import type { RunBatch } from '../../lib/sync/RunBatch.js';
import { toOutcome } from '../../lib/sync/toOutcome.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import { eventOf, runOf, triggerOf } from '../support/builders.js';
import { lettered } from '../support/lettered.js';
import { pageOf, stageOf } from '../support/stage.js';

const watch = startWatch(runOf(), triggerOf(), { connectionId: '7', status: 'SUCCESS', channels: [] }, 'all');
const outcome = toOutcome(watch, 'closed');
const event: SyncUpdate = { kind: 'event', connectionId: '7', event: eventOf(), late: false };
const O: RunBatch = { updates: [outcome] };
const e: RunBatch = { updates: [event] };
const letters = (batches: ReturnType<ReturnType<typeof followOpened>>) =>
  batches.pipe(
    flatten(({ updates }) => updates),
    lettered(),
  );

describe('followOpened', () => {
  it(
    'tells an outcome that is clear already, or follows the run',
    marbles(({ cold, expectObservable }) => {
      const settled = '  (O|)';
      const followed = ' --e--(O|)';
      const { session } = stageOf();
      const follow = followOpened(session, () => cold('--e--(O|)', { e, O }));
      expectObservable(letters(follow({ kind: 'settled', outcome }, NEVER))).toBe(settled);
      const run = runOf({ trigger: triggerOf() });
      expectObservable(letters(follow({ kind: 'run', run, isNew: true }, NEVER))).toBe(followed);
    }),
  );

  it(
    'hands over the run, its watches and the ticks',
    marbles(({ expectObservable }) => {
      const { session } = stageOf();
      const run = runOf({ trigger: triggerOf() });
      const follow = followOpened(session, (following, ticks) =>
        ticks.pipe(map(() => ({ runId: `${following.run.runId} ${String(following.isNew)}`, updates: [] }))),
      );
      const ticks = concat(of(pageOf()), NEVER);
      expectObservable(follow({ kind: 'run', run, isNew: false }, ticks)).toBe('f', {
        f: { runId: 'r1 false', updates: [] },
      });
      const watched = followOpened(session, ({ watches }) =>
        of({ runId: watches.map(({ connectionId }) => connectionId).join(), updates: [] }),
      );
      expectObservable(watched({ kind: 'run', run, isNew: true }, NEVER)).toBe('(w|)', {
        w: { runId: '7', updates: [] },
      });
    }),
  );

  it(
    'E11: tells first what the journal has told already',
    marbles(({ cold, expectObservable }) => {
      const run = runOf({ trigger: triggerOf(), updates: [event, event] });
      const follow = followOpened(stageOf().session, () => cold('--(O|)', { O }));
      expectObservable(follow({ kind: 'run', run, isNew: false }, NEVER)).toBe('t-(O|)', {
        t: { runId: 'r1', updates: [event, event] },
        O,
      });
    }),
  );

  it(
    'T1: follows the run over all connections that syncs this one already',
    marbles(({ cold, expectObservable }) => {
      const { session } = stageOf();
      const whole = cold('--e', { e });
      const follow = followOpened({ ...session, joinWhole: () => whole }, () => NEVER);
      const run = runOf({ scope: '*', trigger: triggerOf() });
      expectObservable(follow({ kind: 'run', run, isNew: false }, NEVER)).toBe('--e', { e });
    }),
  );
});
