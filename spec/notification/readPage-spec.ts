import { expect } from 'chai';
import { defer, of, throwError } from 'rxjs';
import { PagesMismatchError } from '../../lib/errors/PagesMismatchError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { readPage } from '../../lib/notification/readPage.js';
import { dataPage, fanOutStage, watch } from '../support/fanOutStage.js';

function reading(errors: readonly unknown[]): {
  tries: number;
  failed: unknown;
  limit: number;
  counted: readonly string[];
} {
  const { fanOut, clock, api } = fanOutStage({}, { start: 16 });
  let tries = 0;
  const read = defer(() => {
    const error = errors[tries++];
    return error === undefined ? of(dataPage()) : throwError(() => error);
  });
  const seen = watch(readPage(fanOut, () => read));
  clock.advance(120_000);
  return { tries, failed: seen.errors[0], limit: fanOut.credit.limit, counted: api.counted };
}

describe('readPage', () => {
  it('repeats what failed for now three times', () => {
    const timeout = new UpstreamTimeoutError('read', 1);
    expect(reading([timeout, timeout, timeout])).to.deep.include({ tries: 4, failed: undefined });
    expect(reading([timeout, timeout, timeout, timeout])).to.deep.include({ tries: 4, failed: timeout });
    expect(reading([timeout]).counted).to.deep.equal(['fetch_retries_total']);
  });

  it('F4: tells the credit about refusals and overloads', () => {
    expect(reading([new RateLimitedError('read', 10)]).limit).to.equal(15);
    for (const status of [502, 503, 504])
      expect(reading([new UpstreamStatusError('read', status, 10)]).limit).to.equal(8);
    expect(reading([new UpstreamTimeoutError('read', 10)]).limit).to.equal(8);
    expect(reading([new UpstreamStatusError('read', 500, 10)]).limit).to.equal(16);
  });

  it('sends those who have to wait long back to the inbox', () => {
    expect(reading([new RateLimitedError('read', 3_600_000)]).tries).to.equal(1);
  });

  it('does not repeat one page when the window has to be read anew', () => {
    expect(reading([new PagesMismatchError(1, 2)]).tries).to.equal(1);
  });

  it('knows then that upstream is well, and that it is not us who are refused', () => {
    const { fanOut, clock } = fanOutStage();
    fanOut.health.refused.add('bob');
    watch(readPage(fanOut, () => of(dataPage())));
    expect(fanOut.health.lastSuccessAt).to.equal(clock.now().getTime());
    expect(fanOut.health.refused.size).to.equal(0);
  });
});
