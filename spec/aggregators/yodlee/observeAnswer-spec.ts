import { expect } from 'chai';
import { observeAnswer } from '../../../lib/aggregators/yodlee/observeAnswer.js';
import { upstreamClock } from '../../../lib/aggregators/yodlee/upstreamClock.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { recordTelemetry } from '../../support/oxlin.js';

describe('observeAnswer', () => {
  it(
    'changes nothing, counts and learns',
    marbles(({ cold, expectObservable, flush, scheduler }) => {
      const telemetry = recordTelemetry();
      const clock = upstreamClock(scheduler);
      const a = jsonResponse(503, {}, { date: 'Thu, 01 Jan 1970 00:01:00 GMT' });
      expectObservable(
        cold('--(a|)', { a }).pipe(observeAnswer({ tenant: 'acme', telemetry, clock }, 'list changes')),
      ).toBe('--(a|)', { a });
      flush();
      expect(telemetry.counted).to.deep.equal([
        'upstream_requests_total 1 tenant=acme operation=list changes status=5xx',
      ]);
      expect(telemetry.gauged[0]).to.match(/^upstream_clock_offset_seconds 59\.99\d* tenant=acme$/);
    }),
  );

  it(
    'counts errors as such',
    marbles(({ cold, expectObservable, flush, scheduler }) => {
      const telemetry = recordTelemetry();
      const observer = { tenant: 'acme', telemetry, clock: upstreamClock(scheduler) };
      expectObservable(cold<never>('--#').pipe(observeAnswer(observer, 'list changes'))).toBe('--#');
      flush();
      expect(telemetry.counted[0]).to.match(/status=error$/);
    }),
  );
});
