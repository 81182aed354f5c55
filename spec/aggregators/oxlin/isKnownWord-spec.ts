import { expect } from 'chai';
import { isKnownWord } from '../../../lib/aggregators/oxlin/isKnownWord.js';

describe('isKnownWord', () => {
  it('knows the words that the public documentation names', () => {
    expect(isKnownWord('connectionStatus', 'PARTIAL_SUCCESS')).to.equal(true);
    expect(isKnownWord('channelStatus', 'EMPTY')).to.equal(true);
    expect(isKnownWord('eventType', 'SYNC_ALL_SUCCESS')).to.equal(true);
  });

  it('knows no others', () => {
    expect(isKnownWord('connectionStatus', 'TOKEN_EXPIRED')).to.equal(false);
    expect(isKnownWord('eventType', 'constructor')).to.equal(false);
  });
});
