import { expect } from 'chai';
import { firstValueFrom, from, throwError } from 'rxjs';
import { SinkCauses } from '../../../lib/cli/serve/SinkCauses.js';
import { SinkRefusedError } from '../../../lib/cli/serve/SinkRefusedError.js';
import { deliveryOf } from '../../support/deliveryOf.js';

describe('SinkCauses', () => {
  const delivery = deliveryOf();
  const { key, userId, window } = delivery;
  const about = { key, userId, window, attempt: 1, counts: true };
  const postponed = { ...about, kind: 'postponed', cause: 'handlerFailed', retryAt: new Date(0) } as const;

  it('adds to what was postponed why the sink did not take it, once, and changes nothing of the failure', async () => {
    const causes = new SinkCauses();
    const sink = causes.noting(() => throwError(() => new SinkRefusedError(503)));
    const failure = await firstValueFrom(from(sink(delivery))).catch(String);
    expect(failure).to.equal('SinkRefusedError: post a delivery: answered 503');
    expect(causes.told(postponed)).to.deep.equal({ ...postponed, sinkCause: 'HTTP 503' });
    expect(causes.told(postponed)).to.deep.equal(postponed);
  });

  it('notes also what is thrown, and leaves other updates as they are', async () => {
    const causes = new SinkCauses();
    const sink = causes.noting(() => {
      throw Object.assign(new Error('no'), { code: 'EPIPE' });
    });
    await firstValueFrom(from(sink(delivery))).catch(() => undefined);
    const swept = { kind: 'swept', window, missed: 0 } as const;
    expect(causes.told(swept)).to.equal(swept);
    expect(causes.told(postponed)).to.include({ sinkCause: 'EPIPE' });
  });
});
