import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import {
  decodeLedger,
  decodeNotice,
  encodeLedger,
  encodeNotice,
} from '../../../../lib/node/store/sqlite/recordBodies.js';
import { seconds } from '../../../support/dataWindows.js';

describe('recordBodies', () => {
  it('gives back what was written', () => {
    const ledger = { noticed: [seconds(0, 1), seconds(3, 4)], swept: [], missed: [seconds(5, 6)] };
    expect(decodeLedger(JSON.parse(encodeLedger(ledger)))).to.deep.equal(ledger);
    const notice = { receivedAt: new Date(5), digest: 'd', bytes: 1, failures: [{ path: 'a', expected: 'B' }] };
    expect(decodeNotice(JSON.parse(encodeNotice(notice)))).to.deep.equal(notice);
    expect(decodeNotice(JSON.parse(encodeNotice({ ...notice, userId: 'ann' }))).userId).to.equal('ann');
  });

  it('says corrupt for anything else', () => {
    const bodies = [null, {}, [1], [[], [], ['x']], [[1], [], []]];
    for (const body of bodies) expect(() => decodeLedger(body)).to.throw(StoreUnavailableError);
    for (const body of [...bodies, [0, 1, 1, null, []]])
      expect(() => decodeNotice(body)).to.throw(StoreUnavailableError);
  });
});
