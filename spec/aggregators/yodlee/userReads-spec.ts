import { expect } from 'chai';
import { firstValueFrom, take, toArray } from 'rxjs';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { fixedHttp } from '../../support/fixedHttp.js';
import { instantly } from '../../support/instantly.js';
import { yodleeOver } from '../../support/yodlee.js';

const next = (skip: number) => ({
  link: `: /transactions?skip=${String(skip)}&top=500;rel=next, /transactions/count;rel=count`,
});
const open = (options = {}) => {
  const { http, requests } = fixedHttp(({ url }) => {
    const path = url.pathname.replace('/ysl/', '');
    if (path === 'providerAccounts') return jsonResponse(200, { providerAccount: [{ id: 1 }] });
    if (path === 'accounts') return jsonResponse(200, { account: [{ id: 2 }] });
    if (path === 'holdings') return jsonResponse(200, { holding: [{ id: 3 }] });
    const skip = Number(url.searchParams.get('skip'));
    return jsonResponse(200, { transaction: [{ id: skip }] }, skip < 1_000 ? next(skip + 500) : {});
  });
  const sent = () => requests.map(({ url }) => url.pathname.replace('/ysl/', '') + url.search);
  return { api: yodleeOver(http, { scheduler: instantly(), ...options }), requests, sent };
};

describe('userReads', () => {
  it('reads a whole user, page by page, with that user’s token', async () => {
    const { api, requests, sent } = open({ snapshotDays: 10 });
    const pages = await firstValueFrom(api.readSnapshot('ann').pipe(toArray()));
    expect(
      pages.map(({ providerAccounts, accounts, transactions, holdings }) =>
        [providerAccounts, accounts, transactions, holdings].map((list) => list.map(({ id }) => id).join()).join('/'),
      ),
    ).to.deep.equal(['1///', '/2//', '//0/', '//500/', '//1000/', '///3']);
    expect(sent()[2]).to.equal('transactions?fromDate=2026-11-11&toDate=2026-11-21&skip=0&top=500');
    expect(new Set(requests.map(({ headers }) => headers['authorization']))).to.deep.equal(new Set(['Bearer of-ann']));
  });

  it('asks for the next page only when it is wanted', async () => {
    const { api, requests } = open();
    await firstValueFrom(api.forUser('ann').transactions().pipe(take(1), toArray()));
    expect(requests.length).to.be.at.most(2);
  });

  it('narrows to an account', async () => {
    const { api, sent } = open();
    await firstValueFrom(api.readHoldings('ann', '7'));
    const range = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-31T00:00:00Z'), accountId: '7' };
    await firstValueFrom(api.forUser('ann').transactions(range));
    expect(sent().slice(0, 2)).to.deep.equal([
      'holdings?accountId=7',
      'transactions?accountId=7&fromDate=2026-01-01&toDate=2026-01-31&skip=0&top=500',
    ]);
  });

  it('refuses what is no login name, and does not show it', () => {
    expect(() => open().api.forUser('canary name')).to.throw(/^userId: (?!.*canary)/);
  });
});
