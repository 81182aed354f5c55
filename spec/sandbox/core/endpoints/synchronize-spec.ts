import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const post = (switches: Readonly<Record<string, string>>, path = '/connections/1001/synchronize', body = '') =>
  new SandboxDriver({ switches }).logIn().ask('POST', path, { body }).status;

describe('synchronizeOne', () => {
  it('answers 204 without a body', () => {
    const answer = new SandboxDriver().logIn().ask('POST', '/connections/1001/synchronize');
    expect([answer.status, answer.body, answer.headers['content-type']]).to.deep.equal([204, '', undefined]);
  });

  it('takes the type from the query, or from the body by switch, and never from the other place', () => {
    expect(post({}, '/connections/1001/synchronize?type=ALL')).to.equal(204);
    expect(post({}, '/connections/1001/synchronize', '{"type":"ALL"}')).to.equal(400);
    expect(post({ typeIn: 'body' }, '/connections/1001/synchronize', '{"type":"LIST_ACCOUNTS"}')).to.equal(204);
    expect(post({ typeIn: 'body' }, '/connections/1001/synchronize?type=ALL')).to.equal(400);
  });

  it('is strict about types and bodies', () => {
    expect(post({}, '/connections/1001/synchronize?type=all')).to.equal(400);
    expect(post({}, '/connections/1001/synchronize?Type=ALL')).to.equal(400);
    expect(post({}, '/connections/1001/synchronize', '[]')).to.equal(400);
    expect(post({ typeIn: 'body' }, '/connections/1001/synchronize', '{"type":"ALL","x":1}')).to.equal(400);
    expect(post({}, '/connections/1001/synchronize', '{}')).to.equal(204);
    expect(post({}, '/connections/1001/synchronize', 'null')).to.equal(204);
  });

  it('refuses what is not there, manual, or out of contract', () => {
    expect(post({}, '/connections/9/synchronize')).to.equal(404);
    expect(post({ oneShot: '403' })).to.equal(403);
    const manual = new SandboxDriver({ play: ['sync-all-empty'] }).logIn();
    expect(manual.ask('POST', '/connections/1001/synchronize').status).to.equal(400);
  });

  const second = (alreadyRunning: string) => {
    const driver = new SandboxDriver({ switches: { alreadyRunning } }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    const { status } = driver.pass(5).ask('POST', '/connections/1001/synchronize');
    return [status, driver.pass(200).truth().connections[0]?.syncs.length];
  };

  it('refuses, coalesces or queues a second POST, by switch', () => {
    expect(second('409')).to.deep.equal([409, 1]);
    expect(second('204-coalesce')).to.deep.equal([204, 1]);
    expect(second('204-second')).to.deep.equal([204, 2]);
  });

  it('asks for a pause after a sync, by switch', () => {
    const driver = new SandboxDriver({ switches: { coolDown: '429' } }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    for (let i = 0; i < 100 && driver.truth().connections[0]?.result !== 'succeeded'; i++) driver.pass(1);
    const answer = driver.ask('POST', '/connections/1001/synchronize');
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers['retry-after'])).to.be.within(58, 60);
    expect(driver.pass(61).ask('POST', '/connections/1001/synchronize').status).to.equal(204);
  });
});

describe('a slow POST', () => {
  const slow = { postTakesMs: '20000' };

  for (const path of ['/connections/1001/synchronize', '/connections/synchronize'])
    it(`is answered late by ${path}, and begins its sync at once or then, by switch`, () => {
      for (const [postBegins, began] of [
        ['start', 0],
        ['answer', 1],
      ] as const) {
        const driver = new SandboxDriver({ latencyMs: 40, switches: { ...slow, postBegins } }).logIn();
        expect(driver.ask('POST', path).delayMs).to.equal(20_040);
        const syncs = () => driver.truth().connections[0]?.syncs.length;
        expect(driver.truth().connections[0]?.posts.accepted).to.equal(1);
        expect(driver.pass(20).truth().connections[0]?.syncs.length).to.equal(1 - began);
        expect((driver.pass(0.04), syncs())).to.equal(1);
      }
    });
});

describe('synchronizeAll', () => {
  it('answers 200 with links to what can be synchronised', () => {
    const driver = new SandboxDriver({ play: ['success', 'sync-all-empty', 'already-running'] }).logIn();
    const answer = driver.ask('POST', '/connections/synchronize');
    expect(answer.status).to.equal(200);
    expect(JSON.parse(answer.body)).to.deep.equal({ connection_links: ['/connections/1001', '/connections/1003'] });
    expect(
      driver
        .pass(60)
        .truth()
        .connections.map(({ syncs }) => syncs.length),
    ).to.deep.equal([1, 0, 1]);
  });

  it('offers no type', () => {
    expect(post({}, '/connections/synchronize?type=ALL')).to.equal(400);
    expect(post({ typeIn: 'body' }, '/connections/synchronize', '{"type":"ALL"}')).to.equal(400);
  });
});
