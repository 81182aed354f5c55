import { expect } from 'chai';
import { loginNameOf, userOf } from '../../../../../lib/sandbox/core/yodlee/bank/loginNames.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('userOf', () => {
  for (const loginNames of ['plain', 'awkward']) {
    it(`finds the user of every ${loginNames} name and of no other`, () => {
      const { state } = new YodleeDriver({ users: 40, switches: { loginNames } });
      const names = Array.from({ length: 40 }, (_, user) => loginNameOf(state, user));
      expect(names.map((name) => userOf(state, name))).to.deep.equal(names.map((_, user) => user));
      for (const name of ['', 'user-0', 'user-01', 'user-41', 'USER-1', '1', '__proto__', 'constructor']) {
        expect(userOf(state, name), name).to.equal(undefined);
      }
    });
  }

  it('knows those who came later, until they go', () => {
    const { state } = new YodleeDriver({ users: 2 });
    const later = { ...state, registered: ['12345', 'newcomer'] };
    expect([userOf(later, '12345'), userOf(later, 'newcomer')]).to.deep.equal([2, 3]);
    expect(userOf({ ...later, unregistered: { '3': true } }, 'newcomer')).to.equal(undefined);
  });
});

describe('loginNameOf', () => {
  it('names seeded and later users', () => {
    const { state } = new YodleeDriver({ users: 2 });
    expect([0, 1, 2].map((user) => loginNameOf({ ...state, registered: ['newcomer'] }, user))).to.deep.equal([
      'user-1',
      'user-2',
      'newcomer',
    ]);
  });
});
