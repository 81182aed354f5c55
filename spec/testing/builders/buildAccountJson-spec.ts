import { expect } from 'chai';
import { AccountWire } from '../../../lib/aggregators/oxlin/wire/AccountWire.js';
import { toAccount } from '../../../lib/aggregators/oxlin/wire/toAccount.js';
import { buildAccount } from '../../../lib/testing/builders/buildAccount.js';
import { buildAccountJson } from '../../../lib/testing/builders/buildAccountJson.js';
import { overTheWire } from '../../support/overTheWire.js';

describe('buildAccountJson', () => {
  it('builds what is decoded into the account of buildAccount', () => {
    expect(toAccount(overTheWire(AccountWire, buildAccountJson()))).to.deep.equal(buildAccount());
  });

  it('takes overrides, and leaves out what is undefined', () => {
    const json = buildAccountJson({ id: 7, balance: '-0.10', name: undefined });
    expect(toAccount(overTheWire(AccountWire, json))).to.include({ id: '7', balance: '-0.10', name: '00042' });
  });
});
