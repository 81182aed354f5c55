import { expect } from 'chai';
import type { HttpResponse } from '../../../lib/ports/HttpPort.js';
import { observeAnswer } from '../../../lib/aggregators/oxlin/observeAnswer.js';
import { answered } from '../../support/fakeUpstream.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { recordTelemetry } from '../../support/oxlin.js';

describe('observeAnswer', () => {
  it(
    'changes nothing and counts by operation and class of status',
    marbles(({ scheduler, cold, expectObservable, flush }) => {
      const telemetry = recordTelemetry();
      const observe = observeAnswer({ tenant: 'default', telemetry, scheduler }, 'read queue');
      const answers = { a: answered(204), b: answered(503) };
      expectObservable(cold('        --(a|)', answers).pipe(observe)).toBe('--(a|)', answers);
      expectObservable(cold('        ---(b|)', answers).pipe(observe)).toBe('---(b|)', answers);
      expectObservable(cold<HttpResponse>('----#').pipe(observe)).toBe('----#');
      flush();
      expect(telemetry.counted).to.deep.equal(
        ['2xx', '5xx', 'error'].map(
          (status) => `upstream_requests_total 1 tenant=default operation=read queue status=${status}`,
        ),
      );
    }),
  );

  it(
    "shows how far upstream's clock is ahead",
    marbles(({ scheduler, cold, flush }) => {
      const telemetry = recordTelemetry();
      const a = answered(200, '', { date: 'Thu, 01 Jan 1970 00:00:07 GMT' });
      cold('--(a|)', { a })
        .pipe(observeAnswer({ tenant: 'default', telemetry, scheduler }, 'read queue'))
        .subscribe();
      flush();
      expect(telemetry.gauged).to.deep.equal(['upstream_clock_offset_seconds 6.998 tenant=default']);
    }),
  );
});
