import { expect } from 'chai';
import fc from 'fast-check';
import { decodeEvent } from '../../../../lib/aggregators/oxlin/wire/decodeEvent.js';
import { parseJson } from '../../../../lib/model/parseJson.js';
import { fixture } from '../../../support/oxlin.js';

const connection = { id: '1001', status: 'SUCCESS', channels: [{ channel_definition_id: '8701', status: 'SUCCESS' }] };
const eventOf = (value: unknown): unknown => {
  const decoded = decodeEvent(value);
  return decoded.kind === 'decoded' ? decoded.value : decoded.failures;
};

describe('decodeEvent', () => {
  it('reads the example of the documentation, once its comma is back', () => {
    expect(() => parseJson(fixture('seed-000-event.txt'))).to.throw(SyntaxError);
    const at = new Date('2018-06-04T11:34:44Z');
    expect(eventOf(parseJson(fixture('seed-000-event-mended.txt')))).to.deep.equal({
      id: '20',
      type: 'SYNC_ALL_SUCCESS',
      resourceType: 'CONNECTION',
      createdAt: new Date('2018-06-04T11:34:57Z'),
      connectionId: '{connection_id}',
      connection: {
        id: '{connection_id}',
        providerId: '200',
        name: 'WBX Test Bank',
        status: 'SUCCESS',
        channels: [
          {
            id: '8701',
            status: 'SUCCESS',
            unavailable: false,
            expiresAt: new Date(1_528_106_353_000),
            lastSuccessAt: at,
            lastEndAt: at,
          },
          { id: '8700', status: 'SUCCESS', unavailable: false, lastSuccessAt: at, lastEndAt: at },
        ],
      },
    });
  });

  it('D1: passes any event type and any status', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (type, status, channelStatus) => {
        const channels = [{ channel_definition_id: '8701', status: channelStatus }];
        const event = decodeEvent({
          id: '1',
          event_type: type,
          resource_type: 'CONNECTION',
          resource: { id: '7', status, channels },
        });
        expect(event.kind === 'decoded' && [event.value.type, event.value.connection?.status]).to.deep.equal([
          type,
          status,
        ]);
      }),
    );
  });

  it('takes a resource without a type for a connection when it is one', () => {
    expect(eventOf({ id: '1', event_type: 'X', resource: connection })).to.have.nested.property(
      'connection.id',
      '1001',
    );
    expect(eventOf({ id: '1', event_type: 'X', resource: { a: 1 } })).to.deep.equal({
      id: '1',
      type: 'X',
      resource: { a: 1 },
    });
  });

  it('passes a resource of another type as it came, and names the connection it is linked to', () => {
    const resource = { id: '88', connection_id: 1001 };
    expect(eventOf({ id: '1', event_type: 'X', resource_type: 'BENEFICIARY', resource })).to.deep.equal({
      id: '1',
      type: 'X',
      resourceType: 'BENEFICIARY',
      connectionId: '1001',
      resource,
    });
    expect(eventOf({ id: '1', event_type: 'X', resource_type: 'OTHER', resource: connection })).to.have.property(
      'resource',
      connection,
    );
  });

  it('reads the account list of a LIST_ACCOUNTS sync', () => {
    const listed = { ...connection, accounts: [{ id: '5001', account_number: '1' }] };
    expect(eventOf({ id: '1', event_type: 'X', resource_type: 'CONNECTION', resource: listed }))
      .to.have.property('accounts')
      .that.deep.equals([{ id: '5001', name: '1', accountNumber: '1' }]);
    const counted = { ...connection, accounts: 3 };
    expect(eventOf({ id: '1', event_type: 'X', resource_type: 'CONNECTION', resource: counted })).not.to.have.property(
      'accounts',
    );
  });

  it('takes a null resource for none', () => {
    expect(eventOf({ id: '1', event_type: 'X', resource_type: 'CONNECTION', resource: null })).to.deep.equal({
      id: '1',
      type: 'X',
      resourceType: 'CONNECTION',
    });
  });

  it('says where a connection is none, with the path from the event', () => {
    const broken = { ...connection, channels: [{ channel_definition_id: '8701', status: 7 }] };
    expect(eventOf({ id: '1', event_type: 'X', resource_type: 'CONNECTION', resource: broken })).to.deep.include({
      path: 'resource.channels.0.status',
      expected: 'Text',
    });
  });

  it('D8: refuses milliseconds', () => {
    expect(eventOf({ id: '1', event_type: 'X', creation_date: 1_528_112_097_000 })).to.deep.equal([
      { path: 'creation_date', expected: 'EpochSeconds | null' },
    ]);
  });

  it('D6: refuses an unknown resource that is nested deeper than 32 levels', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(decodeEvent({ id: '1', event_type: 'X', resource: deep }).kind).to.equal('refused');
    expect(
      eventOf({ id: '1', event_type: 'X', resource_type: 'CONNECTION', resource: { ...connection, more: deep } }),
    ).not.to.be.an('array');
  });

  it('D11: refuses a text over 64 Ki characters', () => {
    expect(decodeEvent({ id: '1', event_type: 'x'.repeat(1_000_000) }).kind).to.equal('refused');
    expect(decodeEvent({ id: '1', event_type: 'X', resource: { a: 'x'.repeat(1_000_000) } }).kind).to.equal('refused');
  });

  it('D3: U5: gives the same id for 20 and "20"', () => {
    expect(eventOf({ id: 20, event_type: 'X' })).to.deep.equal(eventOf({ id: '20', event_type: 'X' }));
    expect(eventOf(parseJson('{"id":9007199254740993,"event_type":"X"}'))).to.have.property('id', '9007199254740993');
  });
});
