import { expect } from 'chai';
import { RecordsWire, UserDataWire } from '../../../../lib/aggregators/yodlee/wire/UserDataWire.js';
import { compileCodec } from '../../../../lib/model/compileCodec.js';

describe('UserDataWire', () => {
  it('can be compiled, and asks for nothing but ids', () => {
    const accepts = compileCodec(UserDataWire);
    const entry = {
      user: { loginName: 'ann' },
      account: [{ id: 1, new: [] }],
      transaction: [{ id: 2, amount: { amount: 1, currency: 'X' } }],
    };
    for (const body of [{}, { userData: [] }, { userData: [entry] }]) expect(accepts?.(body)).to.equal(true);
    for (const body of [{ userData: [{ account: [{}] }] }, { userData: 7 }]) expect(accepts?.(body)).to.equal(false);
    expect(RecordsWire.is({ holding: [{ id: 1, quantity: 'many' }] })).to.equal(false);
  });
});
