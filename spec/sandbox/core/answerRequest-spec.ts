import { expect } from 'chai';
import { answerRequest } from '../../../lib/sandbox/core/answerRequest.js';
import { initialState } from '../../../lib/sandbox/core/initialState.js';
import type { InjectedFault } from '../../../lib/sandbox/core/faults/InjectedFault.js';
import { SCENARIOS } from '../../../lib/sandbox/core/script/SCENARIOS.js';
import { deepFreeze, SandboxDriver, START_MS } from '../../support/sandboxDriver.js';

const wholeSync = (driver: SandboxDriver): readonly string[] => {
  driver.logIn();
  const queue = driver.subscribe();
  const answers = [driver.ask('POST', '/connections/1001/synchronize')];
  for (let i = 0; i < 12; i++) answers.push(driver.pass(5).ask('GET', queue), driver.ask('GET', '/connections'));
  answers.push(driver.ask('GET', '/accounts'), driver.ask('GET', '/transactions'));
  return answers.map((answer) => JSON.stringify(answer));
};

describe('answerRequest', () => {
  it('answers the same bytes for the same seed', () => {
    expect(wholeSync(new SandboxDriver({ seed: 5 }))).to.deep.equal(wholeSync(new SandboxDriver({ seed: 5 })));
  });

  it('plays another sync for another seed', () => {
    expect(wholeSync(new SandboxDriver({ seed: 5 }))).not.to.deep.equal(wholeSync(new SandboxDriver({ seed: 6 })));
  });

  it('never modifies the state it is given', () => {
    const driver = new SandboxDriver({ play: ['list-accounts', 'flaky'] }).logIn();
    const queue = driver.subscribe();
    for (const [method, path] of [
      ['POST', '/connections/synchronize'],
      ['GET', queue],
      ['DELETE', '/accounts/100101'],
      ['GET', '/transactions'],
      ['POST', '/queues'],
    ] as const) {
      deepFreeze(driver.state);
      expect(() => driver.ask(method, path)).not.to.throw();
      driver.now += 7_000;
    }
    deepFreeze(driver.state);
    expect(() => driver.pass(100)).not.to.throw();
  });

  it('lets the caller go back to an earlier state', () => {
    const driver = new SandboxDriver().logIn();
    const before = driver.state;
    const once = driver.ask('POST', '/connections/1001/synchronize');
    driver.state = before;
    expect(driver.ask('POST', '/connections/1001/synchronize')).to.deep.equal(once);
  });

  it("dates every answer by the sandbox's own clock", () => {
    const driver = new SandboxDriver();
    expect(driver.pass(60).ask('GET', '/providers').headers['date']).to.equal('Thu, 15 Jan 2026 09:01:00 GMT');
  });

  it('dates a slow answer by its beginning or by its end, by switch', () => {
    const dated = (switches: Readonly<Record<string, string>>) =>
      new SandboxDriver({ latencyMs: 3_000, switches }).ask('GET', '/providers').headers['date'];
    expect(dated({})).to.equal('Thu, 15 Jan 2026 09:00:00 GMT');
    expect(dated({ dateTells: 'end' })).to.equal('Thu, 15 Jan 2026 09:00:03 GMT');
  });

  it('may date answers ahead of everything else', () => {
    const driver = new SandboxDriver({ switches: { dateAheadMs: '600000' } }).logIn();
    const created = driver.rows('/connections')[0]?.['creation_date'];
    expect(driver.ask('GET', '/providers').headers['date']).to.equal('Thu, 15 Jan 2026 09:10:00 GMT');
    expect(created).to.equal(new SandboxDriver().logIn().rows('/connections')[0]?.['creation_date']);
  });

  it('takes the configured latency', () => {
    expect(new SandboxDriver({ latencyMs: 70 }).ask('GET', '/providers').delayMs).to.equal(70);
  });

  const faulty = (fault: InjectedFault) => {
    const driver = new SandboxDriver({ faultFor: (index) => (index === 1 ? fault : undefined) }).logIn();
    const answer = driver.ask('POST', '/connections/1001/synchronize');
    return { answer, accepted: driver.truth().connections[0]?.posts.accepted, driver };
  };

  const rows = [
    [{ kind: 'lost' }, 204, 1, 'hang'],
    [{ kind: 'reset' }, 204, 1, 'reset'],
    [{ kind: 'truncated' }, 204, 1, 'truncate'],
    [{ kind: 'late', delayMs: 9_000 }, 204, 1, undefined],
    [{ kind: 'status401' }, 401, 0, undefined],
    [{ kind: 'status429' }, 429, 0, undefined],
    [{ kind: 'status5xx', status: 502 }, 502, 0, undefined],
    [{ kind: 'status5xx', carriedOut: true }, 503, 1, undefined],
    [{ kind: 'html' }, 200, 0, undefined],
    [{}, 204, 1, undefined],
  ] as const;
  for (const [fault, status, accepted, trouble] of rows) {
    it(`suffers ${JSON.stringify(fault)}`, () => {
      const result = faulty(fault);
      expect(result.answer.status).to.equal(status);
      expect(result.answer.fault).to.equal(trouble);
      expect(result.accepted).to.equal(accepted);
      expect(result.driver.truth().faults).to.deep.equal([
        { ...fault, request: 1, method: 'POST', path: '/v2.1/connections/1001/synchronize' },
      ]);
    });
  }

  it('gives Retry-After in both forms', () => {
    const forms = [1, 2].map((at) => {
      const driver = new SandboxDriver({ faultFor: (index) => (index === at ? { kind: 'status429' } : undefined) });
      for (let i = 0; i < at; i++) driver.ask('GET', '/providers');
      return driver.ask('GET', '/providers').headers['retry-after'];
    });
    expect(forms).to.deep.equal(['Thu, 15 Jan 2026 09:00:03 GMT', '2']);
  });

  it('refuses every n-th poll with 429 until enough were refused', () => {
    const driver = new SandboxDriver({ play: ['rate-limited'] }).logIn();
    const statuses = Array.from({ length: 13 }, () => driver.ask('GET', '/connections/1001').status);
    expect(statuses.flatMap((status, index) => (status === 429 ? [index] : []))).to.deep.equal([3, 7]);
  });

  it('keeps secrets out of the log', () => {
    const driver = new SandboxDriver();
    driver.ask('POST', '/token?client_secret=abc', { origin: 'auth' });
    driver.ask('GET', '/providers?access_token=abc&x=1');
    expect(driver.json('GET', '/__sandbox/log')).to.deep.equal([
      { at: new Date(START_MS).toISOString(), method: 'POST', path: '/token', status: 400 },
      {
        at: new Date(START_MS).toISOString(),
        method: 'GET',
        path: '/v2.1/providers?access_token=***&x=1',
        status: 400,
      },
    ]);
  });

  it('runs hundreds of whole syncs in a second', function () {
    // The processor's time is what counts; a busy machine only makes the wait longer.
    this.timeout(30_000);
    const from = process.cpuUsage();
    for (let seed = 0; seed < 100; seed++) {
      let state = initialState({ seed, scenarios: [SCENARIOS['two-ends']], startAt: START_MS }, 0);
      state = answerRequest(
        state,
        { origin: 'api', method: 'GET', target: '/v2.1/providers', headers: {}, body: '' },
        0,
      ).state;
      const driver = new SandboxDriver({ seed, play: ['two-ends'], pastTransactions: 30 });
      expect(wholeSync(driver).length).to.equal(27);
    }
    const { user, system } = process.cpuUsage(from);
    expect((user + system) / 1e3).to.be.lessThan(3_000);
  });
});
