import { expect } from 'chai';
import { lastShown, shownWindow } from '../../../../../lib/sandbox/core/yodlee/endpoints/shownWindow.js';
import { START_MS } from '../../../../support/sandboxDriver.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const START_S = START_MS / 1_000;
const callWith = (switches: Readonly<Record<string, string>>) => ({
  state: new YodleeDriver({ switches }).state,
  now: 60_000,
});
const shown = (to: number, switches: Readonly<Record<string, string>> = {}) =>
  shownWindow(callWith(switches), { from: START_S, to: START_S + to }).to - START_S;

describe('lastShown', () => {
  it('is now, or as much earlier as the switch says', () => {
    expect(lastShown(callWith({})) - START_S).to.equal(60);
    expect(lastShown(callWith({ extractsLagS: '3' })) - START_S).to.equal(57);
  });
});

describe('shownWindow', () => {
  it('is what was asked for', () => {
    expect([shown(10), shown(60)]).to.deep.equal([10, 60]);
  });

  it('ends a second earlier where toDate is excluded', () => {
    expect([shown(10, { toDateIs: 'excluded' }), shown(0, { toDateIs: 'excluded' })]).to.deep.equal([9, -1]);
  });

  it('ends before what is too young to be shown', () => {
    expect([shown(10, { extractsLagS: '3' }), shown(60, { extractsLagS: '3' })]).to.deep.equal([10, 57]);
    expect(shown(60, { extractsLagS: '3', toDateIs: 'excluded' })).to.equal(57);
  });
});
