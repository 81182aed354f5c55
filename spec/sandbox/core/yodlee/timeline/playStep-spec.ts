import { expect } from 'chai';
import { playStep } from '../../../../../lib/sandbox/core/yodlee/timeline/playStep.js';
import { bookOf } from '../../../../../lib/sandbox/core/yodlee/bank/bookOf.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const { state } = new YodleeDriver({ users: 10 });

describe('playStep', () => {
  it('acts on everybody, or on half', () => {
    const linked = (users: 'all' | 'half') => {
      const after = playStep(state, { at: 0, do: 'act', action: 'add', users }, 0);
      return Array.from({ length: 10 }, (_, user) => bookOf(after, user)).filter(
        (book) => book.providerAccounts.length > 0,
      ).length;
    };
    expect([linked('all'), linked('half')]).to.deep.equal([10, 5]);
  });

  it('mixes: most users do something, the same for the same seed', () => {
    const mixed = playStep(state, { at: 1, do: 'mix' }, 0);
    expect(mixed.changes.length).to.be.within(2, 9);
    expect(playStep(state, { at: 1, do: 'mix' }, 0)).to.deep.equal(mixed);
  });

  it('cuts the line, expires tokens, forges', () => {
    expect(playStep(state, { at: 0, do: 'outage', forS: 60 }, 5).outageUntil).to.equal(60_005);
    const { state: tokens } = new YodleeDriver().as('user-1').admin();
    expect(playStep(tokens, { at: 0, do: 'expireTokens' }, 0).tokensExpired).to.equal(2);
    expect(playStep(state, { at: 0, do: 'forge' }, 0).notices.length).to.equal(18);
  });
});
