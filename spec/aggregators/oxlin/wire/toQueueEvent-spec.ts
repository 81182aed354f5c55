import { expect } from 'chai';
import { toQueueEvent } from '../../../../lib/aggregators/oxlin/wire/toQueueEvent.js';
import { buildConnection } from '../../../../lib/testing/builders/buildConnection.js';

describe('toQueueEvent', () => {
  it('names the connection of its resource', () => {
    const connection = buildConnection();
    const wire = {
      id: 20,
      event_type: 'X',
      resource_type: 'CONNECTION',
      creation_date: 1_528_112_097,
      channel_definition_id: 8701,
    };
    expect(toQueueEvent(wire, { connection })).to.deep.equal({
      id: '20',
      type: 'X',
      resourceType: 'CONNECTION',
      createdAt: new Date('2018-06-04T11:34:57Z'),
      channelId: '8701',
      connectionId: '1001',
      connection,
    });
  });

  it('D10: takes the type from event_status', () => {
    expect(toQueueEvent({ id: '20', event_status: 'SYNC_ALL_SUCCESS' }, {})).to.deep.equal({
      id: '20',
      type: 'SYNC_ALL_SUCCESS',
    });
  });

  it('passes on what it does not know', () => {
    expect(toQueueEvent({ id: '20', event_type: 'X' }, { unknown: { a: 1 }, connectionId: '7' })).to.deep.equal({
      id: '20',
      type: 'X',
      connectionId: '7',
      resource: { a: 1 },
    });
  });
});
