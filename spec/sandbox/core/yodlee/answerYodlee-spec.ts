import { expect } from 'chai';
import { answerYodlee, isForYodlee } from '../../../../lib/sandbox/core/yodlee/answerYodlee.js';
import { deepFreeze } from '../../../support/sandboxDriver.js';
import { YodleeDriver } from '../../../support/yodleeDriver.js';

const request = (target: string, method = 'GET') => ({ origin: 'api', method, target, headers: {}, body: '' }) as const;

describe('answerYodlee', () => {
  it('is pure: the same for the same, and nothing is touched', () => {
    const state = deepFreeze(new YodleeDriver({ play: 'notify' }).admin().state);
    const asked = () => answerYodlee(state, request('/ysl/user'), 5_000);
    expect(asked()).to.deep.equal(asked());
  });

  it("carries the service's date and the latency of the switch", () => {
    const { state } = new YodleeDriver({ switches: { yodleeLatencyMs: '7' } });
    const { answer } = answerYodlee(state, request('/ysl/nothing'), 1_000);
    expect(answer).to.deep.include({ status: 404, delayMs: 7 });
    expect(answer?.headers['date']).to.equal('Thu, 15 Jan 2026 09:00:01 GMT');
  });

  it('refuses every n-th call with 429, in the form of the switch', () => {
    for (const [rateLimitHeader, pattern] of [
      ['seconds', /^2$/],
      ['date', /^Thu, 15 Jan 2026 09:00:03 GMT$/],
      ['none', /^undefined$/],
    ] as const) {
      const driver = new YodleeDriver({ switches: { rateLimitEvery: '3', rateLimitHeader } });
      const answers = [1, 2, 3].map(() => driver.ask('GET', '/user'));
      expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 429]);
      expect(String(answers[2]?.headers['retry-after'])).to.match(pattern);
    }
  });

  it('answers nothing in an outage of the line, 503 in one of the service', () => {
    for (const [afterOutage, fault] of [
      ['discards', 'reset'],
      ['one-window', undefined],
    ] as const) {
      const driver = new YodleeDriver({ switches: { afterOutage } });
      driver.state = { ...driver.state, outageUntil: 1_000 };
      const answer = driver.ask('GET', '/user');
      expect([answer.status, answer.fault]).to.deep.equal([503, fault]);
      driver.now = 1_000;
      expect(driver.ask('GET', '/user').status).to.equal(401);
    }
  });

  it('keeps the answer to a subscription back until its probe is settled', () => {
    const driver = new YodleeDriver().admin();
    const headers = { 'api-version': '1.1', authorization: `Bearer ${driver.token ?? ''}` };
    const body = '{"event":{"callbackUrl":"http://127.0.0.1:9/x"}}';
    const asked = { ...request('/ysl/configs/notifications/events/REFRESH', 'POST'), headers, body };
    const answered = answerYodlee(driver.state, asked, 0);
    expect(answered).not.to.have.property('answer');
    expect(answered.effects.map(({ kind }) => kind)).to.deep.equal(['probe']);
  });
});

describe('isForYodlee', () => {
  it('takes what is below its base', () => {
    expect(['/ysl', '/ysl/user', '/yslx', '/v2.1/users'].map((target) => isForYodlee(request(target)))).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
    expect(isForYodlee({ ...request('/ysl/user'), origin: 'auth' })).to.equal(false);
  });
});
