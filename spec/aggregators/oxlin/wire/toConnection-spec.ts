import { expect } from 'chai';
import { DECODE } from '../../../../lib/aggregators/oxlin/resources.js';
import { toConnection } from '../../../../lib/aggregators/oxlin/wire/toConnection.js';
import { fixture } from '../../../support/oxlin.js';

describe('toConnection', () => {
  it('takes known members only, ids as strings and seconds as dates', () => {
    const decoded = DECODE.connections(JSON.parse(fixture('two-channels.json')));
    expect(decoded.kind === 'decoded' && decoded.value).to.deep.equal([
      {
        id: '1001',
        providerId: '87',
        name: 'Test Bank',
        status: 'SUCCESS',
        autoSync: true,
        createdAt: new Date(1_600_000_000_000),
        channels: [
          {
            id: '8701',
            mode: 'DEDICATED_INTERFACE',
            status: 'SUCCESS',
            expiresAt: new Date(1_607_776_000_000),
            lastSuccessAt: new Date(1_640_000_000_000),
            lastEndAt: new Date(1_640_000_000_000),
            unavailable: true,
          },
          { id: '8700', mode: 'EMBEDDED', status: 'EMPTY', unavailable: false },
        ],
      },
      { id: '1002', status: 'NONE', channels: [] },
    ]);
  });

  it('D5: is not misled by __proto__ and constructor', () => {
    const wire = JSON.parse(
      '{"id":"7","status":"X","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ) as {
      id: string;
      status: string;
    };
    const connection = toConnection(wire);
    expect(Object.keys(connection)).to.have.members(['id', 'status', 'channels']);
    expect(Object.getPrototypeOf(connection)).to.equal(Object.prototype);
    expect('polluted' in {}).to.equal(false);
  });
});
