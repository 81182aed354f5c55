import { expect } from 'chai';
import { isLoginName } from '../../lib/model/isLoginName.js';

describe('isLoginName', () => {
  for (const name of ['YSL1484052178554', 'orgId:userId', 'a+b&c%d#e', 'é€ü', 'x'.repeat(150)]) {
    it(`takes ${name.slice(0, 20)}`, () => expect(isLoginName(name)).to.equal(true));
  }
  for (const name of [
    'ab',
    '',
    'a b',
    'a\r\nb',
    'a\0b',
    'x'.repeat(151),
    'ab\ud800',
    'ab\u202ec',
    7,
    null,
    undefined,
    ['abc'],
  ]) {
    it(`refuses ${JSON.stringify({ name }).slice(0, 30)}`, () => expect(isLoginName(name)).to.equal(false));
  }
});
