import { expect } from 'chai';
import { endedBy } from '../../lib/cli/endedBy.js';

describe('endedBy', () => {
  it('ends with the code that a shell gives to the signal', () => {
    expect([endedBy('SIGINT'), endedBy('SIGTERM')]).to.deep.equal([{ exitCode: 130 }, { exitCode: 143 }]);
  });
});
