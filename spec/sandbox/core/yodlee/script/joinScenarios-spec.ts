import { expect } from 'chai';
import { joinScenarios } from '../../../../../lib/sandbox/core/yodlee/script/joinScenarios.js';
import { YODLEE_SCENARIOS } from '../../../../../lib/sandbox/core/yodlee/script/YODLEE_SCENARIOS.js';

describe('joinScenarios', () => {
  it('plays steps side by side and joins what the senders do', () => {
    const { notify, 'dropped-webhooks': dropped, 'duplicate-webhooks': copies } = YODLEE_SCENARIOS;
    const joined = joinScenarios([notify, dropped, copies]);
    expect(joined.steps).to.have.length(3 * notify.steps.length);
    expect(joined.sender).to.deep.equal({ drops: true, copies: 2 });
    expect(joinScenarios([notify])).to.equal(notify);
  });

  it('has the users of the greatest', () => {
    const { notify, migration, 'hundred-thousand-users': many } = YODLEE_SCENARIOS;
    expect(joinScenarios([many, migration]).users).to.equal(100_000);
    expect(joinScenarios([notify, migration]).users).to.equal(1);
  });

  it('refuses none', () => {
    expect(() => joinScenarios([])).to.throw('scenarios: expected at least one scenario');
  });
});
