import { expect } from 'chai';
import { ProviderWire, toProvider } from '../../../../lib/aggregators/oxlin/wire/ProviderWire.js';

describe('ProviderWire', () => {
  it('takes a bank with its channels, extra members too', () => {
    expect(
      ProviderWire.is({
        id: 87,
        name: 'Test Bank',
        channel_definitions: [{ id: 8701, unavailable: true }],
        logo_url: '',
      }),
    ).to.equal(true);
  });

  it('refuses a channel without an id', () => {
    expect(ProviderWire.is({ id: 87, channel_definitions: [{}] })).to.equal(false);
  });

  it('becomes a provider', () => {
    const wire = {
      id: 87,
      name: 'Test Bank',
      channel_definitions: [{ id: 8701, mode: 'REDIRECT', unavailable: true }],
    };
    expect(toProvider(wire)).to.deep.equal({
      id: '87',
      name: 'Test Bank',
      channels: [{ id: '8701', mode: 'REDIRECT', unavailable: true }],
    });
    expect(toProvider({ id: '87' })).to.deep.equal({ id: '87', channels: [] });
  });
});
