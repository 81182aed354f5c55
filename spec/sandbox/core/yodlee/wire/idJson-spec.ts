import { expect } from 'chai';
import { idJson } from '../../../../../lib/sandbox/core/yodlee/wire/idJson.js';
import { writeJson } from '../../../../../lib/sandbox/core/wire/writeJson.js';

describe('idJson', () => {
  it('is a number of all its digits', () => expect(writeJson(idJson('9007199254740993'))).to.equal('9007199254740993'));
});
