import { expect } from 'chai';
import { createObserver } from '../../../lib/aggregators/oxlin/observer.js';
import { buildChannel, buildConnection } from '../../../lib/testing/builders/buildConnection.js';
import { buildQueueEvent } from '../../../lib/testing/builders/buildQueueEvent.js';
import { recordTelemetry } from '../../support/oxlin.js';

describe('createObserver', () => {
  it('counts nothing of what is documented', () => {
    const telemetry = recordTelemetry();
    createObserver(telemetry, 'default').page({ events: [buildQueueEvent()], quarantined: [], aliased: 0 });
    expect(telemetry.counted).to.deep.equal([]);
  });

  it('D1: D10: counts unknown words, aliases and quarantined entries, without a value', () => {
    const telemetry = recordTelemetry();
    const connection = buildConnection({ status: 'ODD', channels: [buildChannel({ status: 'ODDER' })] });
    const events = [buildQueueEvent({ type: 'NEW', connection })];
    createObserver(telemetry, 'acme').page({ events, quarantined: [{ digest: '', failures: [] }], aliased: 2 });
    expect(telemetry.counted).to.deep.equal([
      'quarantined_total 1 tenant=acme',
      'decode_unknown_total 1 tenant=acme what=event_status',
      'decode_unknown_total 1 tenant=acme what=event_type',
      'decode_unknown_total 1 tenant=acme what=connection_status',
      'decode_unknown_total 1 tenant=acme what=channel_status',
    ]);
  });

  it('T7: counts links that were dropped', () => {
    const telemetry = recordTelemetry();
    createObserver(telemetry, 'default').droppedLinks(3);
    expect(telemetry.counted).to.deep.equal(['connection_links_dropped_total 3 tenant=default']);
  });
});
