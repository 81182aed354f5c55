import { expect } from 'chai';
import { trueOutcome } from '../../../lib/sandbox/core/trueOutcome.js';
import { SandboxDriver } from '../../support/sandboxDriver.js';

const outcomes = (driver: SandboxDriver): readonly string[] =>
  Object.values(driver.state.connections).map((connection) => trueOutcome(driver.state, connection));

describe('trueOutcome', () => {
  it('says not started until a sync has begun, then timed out until it has ended', () => {
    const driver = new SandboxDriver().logIn();
    expect(outcomes(driver)).to.deep.equal(['notStarted']);
    driver.ask('POST', '/connections/1001/synchronize');
    expect(outcomes(driver)).to.deep.equal(['timedOut']);
    expect(outcomes(driver.pass(60))).to.deep.equal(['succeeded']);
  });

  it('lets the user act before anything else', () => {
    const driver = new SandboxDriver({
      scenarios: [
        {
          name: 'both',
          summary: '',
          expected: { result: 'actionRequired', exitCode: 5 },
          connections: [
            {
              channels: [
                { mode: 'REDIRECT', ends: 'TECHNICAL_ERROR' },
                { mode: 'EMBEDDED', ends: 'AUTH_FAILED' },
              ],
            },
          ],
        },
      ],
    }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    expect(outcomes(driver.pass(60))).to.deep.equal(['actionRequired']);
  });
});
