import { expect } from 'chai';
import { wireDay, wireTime } from '../../../lib/aggregators/yodlee/wireTime.js';

describe('wireTime', () => {
  it('writes UTC to the second', () => expect(wireTime(new Date(1_999))).to.equal('1970-01-01T00:00:01Z'));
  it('writes days', () => expect(wireDay(new Date(86_400_000))).to.equal('1970-01-02'));
});
