import { expect } from 'chai';
import { EventWire } from '../../../../lib/aggregators/oxlin/wire/EventWire.js';

describe('EventWire', () => {
  it('takes an open set of types, extra members too', () => {
    expect(EventWire.is({ id: '20', event_type: 'ANY_WORD', creation_date: 0, more: [] })).to.equal(true);
  });

  it('refuses an entry without a type', () => {
    expect(EventWire.is({ id: '20', resource_type: 'CONNECTION' })).to.equal(false);
  });

  it('D10: takes event_status for event_type', () => {
    expect(EventWire.is({ id: '20', event_status: 'SYNC_ALL_SUCCESS' })).to.equal(true);
    expect(EventWire.is({ id: '20', event_status: 7 })).to.equal(false);
  });
});
