import { expect } from 'chai';
import { splitSwitches } from '../../lib/sandbox/splitSwitches.js';

describe('splitSwitches', () => {
  it('hands each to the service that has it', () => {
    expect(splitSwitches({ typeIn: 'body', linkForm: 'rfc' })).to.deep.equal({
      oxlin: { typeIn: 'body' },
      yodlee: { linkForm: 'rfc' },
    });
  });

  it('refuses one that neither has', () => {
    expect(() => splitSwitches({ nope: '1' })).to.throw('switch: expected one of queueShape');
    expect(() => splitSwitches({ toString: '1' })).to.throw('switch: expected one of');
  });
});
