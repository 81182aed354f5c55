import { expect } from 'chai';
import { inspectYodlee } from '../../../../lib/sandbox/core/yodlee/inspectYodlee.js';
import { readRecord } from '../../../support/sandboxDriver.js';
import { YodleeDriver } from '../../../support/yodleeDriver.js';

describe('inspectYodlee', () => {
  it('serves books one by one and by pages', () => {
    const driver = new YodleeDriver({ users: 3 }).act('add', 'user-2');
    expect(readRecord(driver.page('GET', '/__sandbox/truth/book?user=user-2').body)['accounts']).to.have.length(2);
    expect(driver.page('GET', '/__sandbox/truth/book?user=nobody').status).to.equal(404);
    const first = readRecord(driver.page('GET', '/__sandbox/truth/book?top=2').body);
    expect(first).to.include({ users: 3, next: 2 });
    const rest = readRecord(driver.page('GET', '/__sandbox/truth/book?skip=2&top=2').body);
    expect(rest).not.to.have.property('next');
    expect([first['books'], rest['books']].map((list) => (list as unknown[]).length)).to.deep.equal([2, 1]);
  });

  it('serves notices, all or of one user', () => {
    const driver = new YodleeDriver().admin();
    driver.subscribe();
    driver.act('add', 'user-2').pass(900);
    expect(readRecord(driver.page('GET', '/__sandbox/truth/notices').body)).to.include({ all: 1 });
    expect(readRecord(driver.page('GET', '/__sandbox/truth/notices?user=user-2').body)['windows']).to.have.length(1);
    expect(driver.page('GET', '/__sandbox/truth/notices?user=nobody').status).to.equal(404);
  });

  it('acts by hand on one user or on everybody', () => {
    const driver = new YodleeDriver();
    const act = (body: string) => driver.page('POST', '/__sandbox/act', body).status;
    expect([act('{"action":"add"}'), act('{"action":"refresh","user":"user-1","failing":true}')]).to.deep.equal([
      200, 200,
    ]);
    expect(driver.book(0).providerAccounts[0]).to.include({ status: 'FAILED' });
    expect([act('{"action":"dance"}'), act('x'), act('{"action":"add","user":"nobody"}')]).to.deep.equal([
      400, 400, 404,
    ]);
  });

  it('sets the load', () => {
    const driver = new YodleeDriver();
    const load = (body: string) => driver.page('POST', '/__sandbox/load', body).status;
    expect([load('{"changesPerS":1}'), load('{"changesPerS":-1}'), load('{}')]).to.deep.equal([200, 400, 400]);
  });

  it('leaves every other page alone', () => {
    const { state } = new YodleeDriver();
    const ask = (method: string, target: string) =>
      inspectYodlee(state, { origin: 'api', method, target, headers: {}, body: '' }, 0);
    expect([
      ask('GET', '/__sandbox/act'),
      ask('GET', '/__sandbox/log'),
      ask('GET', '/ysl/user'),
      ask('GET', '/%'),
    ]).to.deep.equal(Array(4).fill(undefined));
  });
});
