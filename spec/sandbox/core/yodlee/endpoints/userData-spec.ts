import { expect } from 'chai';
import { readUserData } from '../../../../../lib/sandbox/core/yodlee/endpoints/userData.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const path = (user = 'user-1', more = '') =>
  `/dataExtracts/userData?loginName=${encodeURIComponent(user)}&fromDate=2026-01-15T09:00:00Z&toDate=2026-01-15T09:00:59Z${more}`;
const added = (config: ConstructorParameters<typeof YodleeDriver>[0] = {}) =>
  new YodleeDriver(config).act('add', 'user-1').pass(60).admin();
interface Data {
  readonly totalTransactionsCount?: number;
  readonly transaction?: readonly unknown[];
  readonly account?: readonly unknown[];
}
const dataOf = (body: string): Data => (JSON.parse(body) as { userData: readonly Data[] }).userData[0] ?? {};

describe(readUserData.name, () => {
  it('shows everything of a small window at once, without a link', () => {
    const answer = added().ask('GET', path());
    const data = dataOf(answer.body);
    expect(data).to.have.keys('user', 'totalTransactionsCount', 'providerAccount', 'account', 'transaction', 'holding');
    expect([data.totalTransactionsCount, data.transaction?.length, data.account?.length]).to.deep.equal([5, 5, 3]);
    expect(answer.headers).not.to.have.property('link');
  });

  const big = (switches: Readonly<Record<string, string>>) =>
    added({
      scenarios: [{ name: 'big', summary: '', users: 1, transactionsPerAdd: 1_100, steps: [] }],
      switches,
    });

  it('pages by 500, the rest of it on the first page only, with the malformed link', () => {
    const driver = big({});
    const first = driver.ask('GET', path());
    expect(first.headers['link']).to.equal(
      ': /dataExtracts/userData?fromDate=2026-01-15T09%3A00%3A00Z&toDate=2026-01-15T09%3A00%3A59Z&loginName=user-1' +
        '&select=transaction&skip=500&top=500;rel=next',
    );
    const second = driver.ask('GET', path('user-1', '&select=transaction&skip=500&top=500'));
    const third = driver.ask('GET', path('user-1', '&select=transaction&skip=1000&top=500'));
    expect([first, second, third].map(({ body }) => dataOf(body).transaction?.length)).to.deep.equal([500, 500, 102]);
    expect(dataOf(first.body).totalTransactionsCount).to.equal(1_102);
    expect(dataOf(second.body)).to.have.keys('user', 'transaction');
    expect(third.headers).not.to.have.property('link');
  });

  it('links as RFC 8288 wants it, or pages not at all, by switch', () => {
    expect(big({ linkForm: 'rfc' }).ask('GET', path()).headers['link']).to.match(/^<\/dataExtracts\/.*>; rel="next"$/);
    const whole = big({ linkForm: 'absent' }).ask('GET', path());
    expect(dataOf(whole.body).transaction).to.have.length(1_102);
    expect(whole.headers).not.to.have.property('link');
  });

  it('orders transactions by switch', () => {
    const ids = (transactionOrder: string) =>
      dataOf(added({ switches: { transactionOrder } }).ask('GET', path()).body).transaction;
    expect(ids('oldest-first')).to.deep.equal([...(ids('newest-first') ?? [])].reverse());
  });

  it('is empty in any form', () => {
    const empty = (emptyUserData: string) => added({ switches: { emptyUserData } }).ask('GET', path('user-2')).body;
    expect(empty('object')).to.equal('{}');
    expect(empty('user')).to.equal('{"userData":[{"user":{"loginName":"user-2"}}]}');
    expect(empty('arrays')).to.contain('"totalTransactionsCount":0,"providerAccount":[],"account":[]');
  });

  it('leaves out the second of toDate by switch', () => {
    const atFirstSecond = path().replace('09:00:59', '09:00:00');
    const count = (switches: Readonly<Record<string, string>>, target: string) =>
      dataOf(added({ switches: { emptyUserData: 'arrays', ...switches } }).ask('GET', target).body)
        .totalTransactionsCount;
    expect([count({}, atFirstSecond), count({ toDateIs: 'excluded' }, atFirstSecond)]).to.deep.equal([5, 0]);
    expect(count({ toDateIs: 'excluded' }, path())).to.equal(5);
  });

  it('shows a change as late as the switch says, and until then what was there before', () => {
    const driver = added({ switches: { extractsLagS: '30' } }).act('delete-provider-account', 'user-1');
    const seen = () => dataOf(driver.ask('GET', path('user-1').replace('09:00:59', '09:01:00')).body);
    expect(seen().account).to.have.length(3);
    expect(JSON.stringify(seen())).not.to.contain('isDeleted');
    driver.pass(30);
    expect(JSON.stringify(seen().account)).to.match(/^(?:[^}]*"isDeleted":true}[,\]]){3}$/);
  });

  it('refuses strangers, other selections, and pages over 500', () => {
    const driver = added();
    expect(driver.refusal('GET', path('nobody'))).to.equal('400 Y800 Invalid value for loginName');
    expect(driver.truth().strangers).to.equal(1);
    expect(driver.refusal('GET', path('user-1', '&select=account'))).to.equal('400 Y800 Invalid value for select');
    expect(driver.refusal('GET', path('user-1', '&top=501'))).to.equal(
      '400 Y804 Permitted values of top between 1 - 500',
    );
    expect(driver.refusal('GET', path().replace('09:00:59', '10:00:00'))).to.contain(
      'cannot be greater than current time',
    );
  });

  it('fails for a poisoned user and no other', () => {
    const driver = new YodleeDriver({ play: 'poison-user' }).pass(60).admin();
    expect(driver.refusal('GET', path('user-3'))).to.contain('500 Y902');
    expect(driver.ask('GET', path('user-2')).status).to.equal(200);
  });

  it('needs the admin', () => {
    expect(new YodleeDriver().as('user-1').refusal('GET', path())).to.contain('401 Y025');
  });
});
