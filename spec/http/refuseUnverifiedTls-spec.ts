import { expect } from 'chai';
import { Agent } from 'node:https';
import { env } from 'node:process';
import { refuseUnverifiedTls } from '../../lib/http/refuseUnverifiedTls.js';

describe('refuseUnverifiedTls', () => {
  afterEach(() => {
    delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
  });

  it('lets no agent and a verifying agent pass', () => {
    for (const agent of [undefined, null, new Agent(), new Agent({ rejectUnauthorized: true }), {}]) {
      expect(() => {
        refuseUnverifiedTls(agent);
      }).not.to.throw();
    }
  });

  it('refuses an agent that verifies nothing', () => {
    expect(() => {
      refuseUnverifiedTls(new Agent({ rejectUnauthorized: false }));
    }).to.throw(/rejectUnauthorized/);
  });

  it('refuses an environment that verifies nothing, unless the agent says otherwise', () => {
    env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    expect(() => {
      refuseUnverifiedTls(new Agent());
    }).to.throw(/NODE_TLS_REJECT_UNAUTHORIZED/);
    expect(() => {
      refuseUnverifiedTls(new Agent({ rejectUnauthorized: true }));
    }).not.to.throw();
  });
});
