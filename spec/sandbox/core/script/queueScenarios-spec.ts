import { expect } from 'chai';
import { QUEUE_SCENARIOS } from '../../../../lib/sandbox/core/script/queueScenarios.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const started = (name: keyof typeof QUEUE_SCENARIOS) => {
  const driver = new SandboxDriver({ play: [name] }).logIn();
  const queue = driver.subscribe();
  const post = driver.ask('POST', '/connections/1001/synchronize');
  return { driver, queue, post };
};

const text = (value: unknown): string => JSON.stringify(value);

describe('QUEUE_SCENARIOS', () => {
  it('keys every scenario by its name', () => {
    for (const [key, { name }] of Object.entries(QUEUE_SCENARIOS)) expect(name).to.equal(key);
  });

  it('has an old terminal in the queue before the POST of stale-terminal', () => {
    const driver = new SandboxDriver({ play: ['stale-terminal'] }).logIn();
    expect(text(driver.rows(driver.subscribe()))).to.contain('SYNC_ALL_SUCCESS');
  });

  it('shows old end dates in the first terminal of late-old-terminal', () => {
    const driver = new SandboxDriver({ play: ['late-old-terminal'] }).logIn();
    const queue = driver.subscribe();
    const [before] = driver.rows('/connections');
    driver.ask('POST', '/connections/1001/synchronize');
    const old = driver
      .pass(6)
      .rows(queue)
      .find((event) => event['event_type'] === 'SYNC_ALL_SUCCESS');
    expect(old?.['resource']).to.deep.equal(before);
  });

  it('announces the fresh end of another connection in foreign-terminal', () => {
    const { driver, queue } = started('foreign-terminal');
    const foreign = driver
      .pass(6)
      .rows(queue)
      .find((event) => event['event_type'] === 'SYNC_ALL_SUCCESS');
    expect(foreign?.['resource']).to.include({ id: '1002', status: 'SUCCESS' });
    expect(driver.truth().connections[1]?.syncs.map(({ startedBy }) => startedBy)).to.deep.equal(['automatic']);
  });

  it('loses the queue of queue-gone in the middle', () => {
    const { driver, queue } = started('queue-gone');
    expect(driver.pass(4).rows(queue)).not.to.deep.equal([]);
    expect(driver.pass(10).ask('GET', queue).status).to.equal(404);
    const next = driver.subscribe();
    expect(driver.pass(60).rows(next)).to.deep.equal([]);
  });

  it('refuses queues in no-queue', () => {
    expect(new SandboxDriver({ play: ['no-queue'] }).logIn().ask('POST', '/queues').status).to.equal(403);
  });

  it('hands over single events, oldest first, in single-event-queue', () => {
    const { driver, queue } = started('single-event-queue');
    driver.pass(60);
    const seen: string[] = [];
    for (let read = 0; read < 50; read++) {
      const { status, body } = driver.ask('GET', queue);
      if (status !== 200) break;
      seen.push(String(/"event_type":"(\w+)"/.exec(body)?.[1]));
    }
    expect(seen).to.have.length.within(6, 12);
    expect(seen[0]).to.equal('SYNC_STARTED');
    expect(seen.at(-1)).to.equal('SYNC_ALL_SUCCESS');
  });

  it('writes event ids in numeric-ids that only differ beyond a double', () => {
    const { driver, queue } = started('numeric-ids');
    const body = driver.pass(60).ask('GET', queue).body;
    const ids = [...body.matchAll(/\{"id":(\d+),"event_type"/g)].map(([, id]) => String(id));
    expect(new Set(ids).size).to.be.greaterThan(6);
    expect(new Set(ids.map(Number)).size).to.be.lessThan(ids.length);
    expect(driver.ask('GET', '/transactions').body).to.contain('"amount":-1234567890123456.78');
  });

  it('delivers every event of duplicate-events twice', () => {
    const { driver, queue } = started('duplicate-events');
    const ids = driver
      .pass(60)
      .rows(queue)
      .map(({ id }) => id);
    expect(ids.length).to.equal(2 * new Set(ids).size);
  });

  it('shuffles out-of-order and writes one event after the end', () => {
    const { driver, queue } = started('out-of-order');
    const dates = driver
      .pass(60)
      .rows(queue)
      .map((event) => Number(event['creation_date']));
    expect(dates).not.to.deep.equal([...dates].sort((a, b) => a - b));
    expect(driver.truth().events.at(-1)?.type).to.equal('ACCOUNTS_SUCCESS');
  });

  it('mixes unknown and malformed entries into unknown-events', () => {
    const { driver, queue } = started('unknown-events');
    const events = driver.pass(60).rows(queue);
    expect(text(events)).to.contain('BENEFICIARY').and.to.contain('QUANTUM_HANDSHAKE');
    expect(events.some(({ id }) => id === undefined)).to.equal(true);
  });

  it('plays the documented example at its own time', () => {
    const driver = new SandboxDriver({ play: ['seed-payload'] }).logIn();
    const queue = driver.subscribe();
    driver.pass(500);
    const post = driver.ask('POST', '/connections/1001/synchronize');
    expect(Date.parse(post.headers['date'] ?? '') / 1000).to.be.at.most(1_528_112_084);
    const answer = driver.pass(38).ask('GET', queue);
    expect(Date.parse(answer.headers['date'] ?? '') / 1000).to.be.within(1_528_112_097, 1_528_112_100);
    expect(JSON.parse(answer.body)).to.deep.include({
      id: '20',
      event_type: 'SYNC_ALL_SUCCESS',
      creation_date: 1_528_112_097,
    });
    expect(text(driver.rows('/connections')))
      .to.contain('"last_end_date":1528112084')
      .and.to.contain('"expires":1528106353');
  });
});
