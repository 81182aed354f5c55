import { expect } from 'chai';
import { VirtualTimeScheduler } from 'rxjs';
import { countExchange } from '../../../lib/aggregators/shared/countExchange.js';
import { answered } from '../../support/fakeUpstream.js';
import { recordTelemetry } from '../../support/oxlin.js';

const scheduler = new VirtualTimeScheduler();

describe('countExchange', () => {
  it('counts by operation and class of status', () => {
    const telemetry = recordTelemetry();
    for (const response of [answered(204), answered(503), undefined])
      countExchange({ tenant: 'default', telemetry, scheduler }, 'read queue', response);
    expect(telemetry.counted).to.deep.equal(
      ['2xx', '5xx', 'error'].map(
        (status) => `upstream_requests_total 1 tenant=default operation=read queue status=${status}`,
      ),
    );
    expect(telemetry.gauged).to.deep.equal([]);
  });

  it("shows how far upstream's clock is ahead", () => {
    const telemetry = recordTelemetry();
    scheduler.frame = 2;
    const response = answered(200, '', { date: 'Thu, 01 Jan 1970 00:00:07 GMT' });
    countExchange({ tenant: 'default', telemetry, scheduler }, 'read queue', response);
    expect(telemetry.gauged).to.deep.equal(['upstream_clock_offset_seconds 6.998 tenant=default']);
  });
});
