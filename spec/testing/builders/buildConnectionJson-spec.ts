import { expect } from 'chai';
import { ChannelWire, ConnectionWire } from '../../../lib/aggregators/oxlin/wire/ConnectionWire.js';
import { toConnection } from '../../../lib/aggregators/oxlin/wire/toConnection.js';
import { buildConnection } from '../../../lib/testing/builders/buildConnection.js';
import { buildChannelJson, buildConnectionJson } from '../../../lib/testing/builders/buildConnectionJson.js';
import { overTheWire } from '../../support/overTheWire.js';

describe('buildChannelJson', () => {
  it('builds what the codec takes, and takes overrides', () => {
    const channel = buildChannelJson({ status: 'TOKEN_EXPIRED', expires: 0, account_types: ['SAVINGS'] });
    expect(overTheWire(ChannelWire, channel)).to.include({ channel_definition_id: '8701', status: 'TOKEN_EXPIRED' });
    expect(channel).to.deep.include({ expires: 0, account_types: ['SAVINGS'] });
  });
});

describe('buildConnectionJson', () => {
  it('builds what is decoded into the connection of buildConnection', () => {
    expect(toConnection(overTheWire(ConnectionWire, buildConnectionJson()))).to.deep.equal(buildConnection());
  });

  it('takes overrides, and leaves out what is undefined', () => {
    const json = buildConnectionJson({ id: 7, status: 'RUNNING', channels: undefined, name: null });
    expect(toConnection(overTheWire(ConnectionWire, json))).to.deep.equal({
      id: '7',
      providerId: '200',
      status: 'RUNNING',
      channels: [],
      autoSync: true,
    });
  });
});
