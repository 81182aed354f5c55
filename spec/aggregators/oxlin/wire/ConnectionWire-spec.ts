import { expect } from 'chai';
import fc from 'fast-check';
import { isRight } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { AccountWire } from '../../../../lib/aggregators/oxlin/wire/AccountWire.js';
import { ChannelWire, ConnectionWire } from '../../../../lib/aggregators/oxlin/wire/ConnectionWire.js';
import { EventWire } from '../../../../lib/aggregators/oxlin/wire/EventWire.js';
import { ProfileWire } from '../../../../lib/aggregators/oxlin/wire/ProfileWire.js';
import { ProviderWire } from '../../../../lib/aggregators/oxlin/wire/ProviderWire.js';
import { TransactionWire } from '../../../../lib/aggregators/oxlin/wire/TransactionWire.js';
import { WebhookWire } from '../../../../lib/aggregators/oxlin/wire/WebhookWire.js';
import { compileCodec } from '../../../../lib/model/compileCodec.js';
import { fixture } from '../../../support/oxlin.js';

const CODECS: readonly t.Mixed[] = [
  AccountWire,
  ChannelWire,
  ConnectionWire,
  EventWire,
  ProfileWire,
  ProviderWire,
  TransactionWire,
  WebhookWire,
];

const NAMES = [
  'id',
  'status',
  'channels',
  'creation_date',
  'event_type',
  'resource',
  'account_id',
  'amount',
  'channel_definition_id',
];

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>('7', 'SUCCESS', '', 0, 7, 1_528_112_097, -1.5, true, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;

describe('ConnectionWire', () => {
  it('takes a connection with two channels, and one without any', () => {
    const connections: unknown = JSON.parse(fixture('two-channels.json'));
    expect(Array.isArray(connections) && connections.every((connection) => ConnectionWire.is(connection))).to.equal(
      true,
    );
  });

  it('needs an id and a status, of itself and of each channel', () => {
    expect(ConnectionWire.is({ id: '7' })).to.equal(false);
    expect(ConnectionWire.is({ id: '7', status: 'SUCCESS', channels: [{ status: 'SUCCESS' }] })).to.equal(false);
    expect(ConnectionWire.is({ id: '7', status: 'SUCCESS', channels: null })).to.equal(true);
  });

  it('like every codec of the wire, is judged by its compiled form as by itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODECS), json, (codec, value) => {
        const accepted = compileCodec(codec as t.Type<unknown, unknown>)?.(value);
        expect(accepted).to.equal(codec.is(value));
        expect(accepted).to.equal(isRight(codec.decode(value)));
      }),
      { numRuns: 2_000 },
    );
  });
});
