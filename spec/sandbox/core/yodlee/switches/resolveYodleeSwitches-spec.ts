import { expect } from 'chai';
import { resolveYodleeSwitches } from '../../../../../lib/sandbox/core/yodlee/switches/resolveYodleeSwitches.js';

describe('resolveYodleeSwitches', () => {
  it('fills in defaults; later layers win', () => {
    expect(resolveYodleeSwitches({ linkForm: 'rfc' }, { linkForm: 'absent' })).to.include({
      linkForm: 'absent',
      noticeDates: 'iso',
    });
  });

  it('refuses what means nothing', () => {
    expect(() => resolveYodleeSwitches({ typeIn: 'body' })).to.throw('switch: expected one of notifyEveryS');
    expect(() => resolveYodleeSwitches({ linkForm: 'x' })).to.throw(
      'switch linkForm: expected one of real, rfc, absent',
    );
    expect(() => resolveYodleeSwitches({ senders: '-1' })).to.throw('switch senders: expected a whole number ≥ 0');
  });
});
