import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const synced = (switches: Readonly<Record<string, string>>) => {
  const driver = new SandboxDriver({ switches }).logIn();
  const queue = driver.subscribe();
  driver.ask('POST', '/connections/1001/synchronize');
  return { driver: driver.pass(60), queue };
};

describe('subscribeQueue', () => {
  it('puts the id where the switch says', () => {
    const created = (queueIdIn: string) =>
      new SandboxDriver({ switches: { queueIdIn } }).logIn().ask('POST', '/queues');
    expect(created('location')).to.deep.include({ status: 201, body: '' });
    expect(created('id')).to.deep.include({ status: 201, body: '{"id":"70001"}' });
    expect(created('queue_id')).to.deep.include({ status: 201, body: '{"queue_id":"70001"}' });
    expect(created('id').headers).not.to.have.property('location');
  });

  it('makes ids of the asked form', () => {
    const driver = new SandboxDriver({ switches: { queueIdFormat: 'uuid' } }).logIn();
    const location = driver.subscribe();
    expect(location).to.match(/^\/queues\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(driver.ask('GET', location).status).to.equal(200);
  });

  it('shows nothing from before, unless old events are replayed', () => {
    expect(synced({}).driver.rows(synced({}).driver.subscribe())).to.deep.equal([]);
    const { driver, queue } = synced({ replayOldEvents: 'true' });
    expect(driver.rows(driver.subscribe())).to.deep.equal(driver.rows(queue));
  });

  it('refuses with the status of the switch where there are no queues', () => {
    for (const noQueueStatus of ['403', '404', '405']) {
      const driver = new SandboxDriver({ play: ['no-queue'], switches: { noQueueStatus } }).logIn();
      expect(driver.ask('POST', '/queues').status).to.equal(Number(noQueueStatus));
    }
  });

  const afterGone = (queueAfterGone: string) => {
    const driver = new SandboxDriver({ play: ['queue-gone'], switches: { queueAfterGone } }).logIn();
    driver.subscribe();
    driver.ask('POST', '/connections/1001/synchronize');
    const { status, headers } = driver.pass(15).ask('POST', '/queues');
    return [status, status === 201 ? driver.pass(60).rows(headers['location'] ?? '').length > 0 : false];
  };

  it('makes a queue after a vanished one silent, live or impossible, by switch', () => {
    expect(afterGone('silent')).to.deep.equal([201, false]);
    expect(afterGone('live')).to.deep.equal([201, true]);
    expect(afterGone('refused')).to.deep.equal([403, false]);
  });

  it('wants no body', () => {
    const driver = new SandboxDriver().logIn();
    expect(driver.ask('POST', '/queues', { body: '{"x":1}' }).status).to.equal(400);
    expect(driver.ask('POST', '/queues', { body: '{}' }).status).to.equal(201);
  });
});

describe('readQueue', () => {
  it('answers in every shape', () => {
    const { driver, queue } = synced({ queueShape: 'wrapped' });
    expect(driver.json('GET', queue)).to.have.property('events').with.length.greaterThan(6);
    const single = synced({ queueShape: 'single' });
    expect(single.driver.json('GET', single.queue)).to.include({ event_type: 'SYNC_ALL_SUCCESS' });
  });

  it('answers an empty queue in every way', () => {
    const empty = (switches: Readonly<Record<string, string>>) => {
      const driver = new SandboxDriver({ switches }).logIn();
      const { status, body } = driver.ask('GET', driver.subscribe());
      return [status, body];
    };
    expect(empty({})).to.deep.equal([200, '[]']);
    expect(empty({ queueShape: 'wrapped' })).to.deep.equal([200, '{"events":[]}']);
    expect(empty({ queueShape: 'single' })).to.deep.equal([204, '']);
    expect(empty({ emptyQueue: '204' })).to.deep.equal([204, '']);
    expect(empty({ emptyQueue: 'empty-body' })).to.deep.equal([200, '']);
    expect(empty({ emptyQueue: 'null' })).to.deep.equal([200, 'null']);
  });

  it('resends events, or consumes them by switch', () => {
    const kept = synced({});
    expect(kept.driver.rows(kept.queue)).to.deep.equal(kept.driver.rows(kept.queue)).and.not.be.empty;
    const consumed = synced({ destructiveReads: 'true' });
    expect(consumed.driver.rows(consumed.queue)).not.to.be.empty;
    expect(consumed.driver.rows(consumed.queue)).to.be.empty;
  });

  it('turns the order round by switch', () => {
    const oldest = synced({});
    const newest = synced({ eventOrder: 'newest-first' });
    expect(newest.driver.rows(newest.queue)).to.deep.equal([...oldest.driver.rows(oldest.queue)].reverse());
  });

  it('shows one event twice, or another order, when a fault strikes', () => {
    const whole = synced({});
    const ids = whole.driver.rows(whole.queue).map(({ id }) => id);
    const struck = (fault: { readonly duplicated?: true; readonly reordered?: true }) => {
      const driver = new SandboxDriver({ faultFor: () => fault }).logIn();
      const queue = driver.subscribe();
      driver.ask('POST', '/connections/1001/synchronize');
      return driver
        .pass(60)
        .rows(queue)
        .map(({ id }) => id);
    };
    expect(struck({ duplicated: true })).to.deep.equal([...ids, ids.at(-1)]);
    expect(struck({ reordered: true }))
      .to.have.members(ids)
      .and.not.deep.equal(ids);
  });

  it("knows nobody else's queue", () => {
    const driver = new SandboxDriver().logIn();
    const queue = driver.subscribe();
    driver
      .logInAsClient()
      .ask('POST', '/users', { body: JSON.stringify({ email: 'x@sandbox.invalid', password: 'p' }) });
    expect(driver.ask('GET', queue, { headers: { 'x-linxo-user-id': '502' } }).status).to.equal(404);
    expect(driver.ask('GET', queue, { headers: { 'x-linxo-user-id': '501' } }).status).to.equal(200);
    expect(driver.logIn().ask('GET', '/queues/9').status).to.equal(404);
  });
});
