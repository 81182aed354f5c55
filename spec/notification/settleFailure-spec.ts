import { expect } from 'chai';
import { defer, NEVER, throwError } from 'rxjs';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { LeaseLostError } from '../../lib/errors/LeaseLostError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { UpstreamRefusedError } from '../../lib/errors/UpstreamRefusedError.js';
import type { ConsumeUpdate } from '../../lib/notification/ConsumeUpdate.js';
import { HandlerFailedError } from '../../lib/notification/HandlerFailedError.js';
import { settleFailure } from '../../lib/notification/settleFailure.js';
import { fanOutStage, leaseOf, watch, type Watched } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

function settled(error: unknown): { seen: Watched<ConsumeUpdate>; entries: readonly string[] } {
  const stage = fanOutStage();
  stage.put(['ann']);
  const seen = watch(throwError(() => error).pipe(settleFailure(stage.fanOut, stage.lease())));
  return { seen, entries: stage.entries() };
}

describe('settleFailure', () => {
  it(
    'tells what became of work that failed',
    marbles(({ cold, expectObservable }) => {
      const work = cold<ConsumeUpdate>('--#', {}, new LeaseLostError(1));
      const output = '                          --(p|)';
      const { key, userId, window, attempt } = leaseOf();
      const p = { kind: 'leaseLost', key, userId, window, attempt } as const;
      expectObservable(work.pipe(settleFailure(fanOutStage().fanOut, leaseOf()))).toBe(output.trim(), { p });
    }),
  );

  it('gives back to wait, parks, or makes a dead letter, each with its cause', () => {
    expect(settled(new RateLimitedError('read', 1)).entries).to.deep.equal(['ann waiting RateLimitedError']);
    expect(settled(new UpstreamRefusedError('read', 'Y868', 'migrating', 'park', 'nobody')).entries).to.deep.equal([
      'ann parked Y868 migrating',
    ]);
    expect(settled(new ResponseTooLargeError('read', 1)).entries).to.deep.equal(['ann dead ResponseTooLargeError']);
  });

  it('says whether what is to be tried again used up an attempt, as the inbox counts them', () => {
    for (const [error, counts] of [
      [new RateLimitedError('read', 1), false],
      [new HandlerFailedError('handlerFailed'), true],
    ] as const) {
      const stage = fanOutStage();
      stage.fanOut.health.lastHandledAt = stage.api.scheduler.now();
      stage.put(['ann']);
      const { values } = watch(throwError(() => error).pipe(settleFailure(stage.fanOut, stage.lease())));
      expect(values).to.have.length(1);
      expect(values[0]).to.include({ kind: 'postponed', attempt: 1, counts });
      const [entry] = watch(stage.inbox.list({ tenant: 't1' })).values;
      expect(entry?.attempts).to.equal(counts ? 1 : 0);
    }
  });

  it('gives back before it ends for what concerns everybody', () => {
    const { seen, entries } = settled(new CredentialsRefusedError(401, 'refused'));
    expect([seen.values.length, seen.errors.length, entries]).to.deep.equal([
      0,
      1,
      ['ann waiting CredentialsRefusedError'],
    ]);
  });

  it('passes work that goes well', () => {
    const stage = fanOutStage();
    expect(watch(NEVER.pipe(settleFailure(stage.fanOut, leaseOf()))).values).to.deep.equal([]);
  });

  it('tries a few times to write, and lets the lease run out if it cannot', () => {
    for (const [failures, kind] of [
      [2, 'postponed'],
      [9, 'leaseLost'],
    ] as const) {
      let calls = 0;
      const stage = fanOutStage();
      stage.put(['ann']);
      const nack: typeof stage.inbox.nack = (lease, why) =>
        defer(() =>
          calls++ < failures
            ? throwError(() => new StoreUnavailableError('full', 'nack'))
            : stage.inbox.nack(lease, why),
        );
      const own = { ...stage.fanOut, inbox: { ...stage.inbox, nack } };
      const seen = watch(throwError(() => new RateLimitedError('read', 1)).pipe(settleFailure(own, stage.lease())));
      stage.clock.advance(10_000);
      expect(seen.values.map((update) => update.kind)).to.deep.equal([kind]);
    }
  });
});
