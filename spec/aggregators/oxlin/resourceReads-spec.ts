import { expect } from 'chai';
import { firstValueFrom, lastValueFrom, type Observable, retry, take, toArray } from 'rxjs';
import { type Repeat, resourceReads } from '../../../lib/aggregators/oxlin/resourceReads.js';
import type { HttpPort } from '../../../lib/ports/HttpPort.js';
import { answered, fakeUpstream } from '../../support/fakeUpstream.js';
import { fixture, partsOver } from '../../support/oxlin.js';

const once: Repeat = (read) => read;
const readsOver = (http: HttpPort, repeat = once) => resourceReads(partsOver(http), repeat);
const all = async <T>(items: Observable<T>): Promise<T[]> => firstValueFrom(items.pipe(toArray()));

const bank = () =>
  fakeUpstream(({ url }) => {
    const first = url.searchParams.get('page') === '1';
    if (url.pathname.endsWith('/accounts')) return answered(200, first ? fixture('accounts.json') : '[]');
    if (url.pathname.endsWith('/transactions')) return answered(200, first ? fixture('transactions.json') : '[]');
    if (url.pathname.endsWith('/connections')) return answered(200, fixture('two-channels.json'));
    if (url.pathname.endsWith('/providers')) return answered(200, [{ id: 87 }]);
    if (url.pathname.includes('/accounts/')) return answered(200, { id: 5 });
    if (url.pathname.includes('/transactions/')) return answered(200, { id: 1, account_id: 5, amount: 0 });
    return answered(200, { id: 501 });
  });

describe('resourceReads', () => {
  it('emits accounts and transactions one by one, over all pages', async () => {
    const http = bank();
    const reads = readsOver(http);
    expect((await all(reads.accounts({ connectionId: '1001' }))).map(({ id }) => id)).to.deep.equal(['5001', '5002']);
    expect((await all(reads.transactions({ accountId: '5001', pageSize: 2 }))).map(({ id }) => id)).to.deep.equal([
      '12345678901',
      '12345678902',
    ]);
    expect(http.paths).to.deep.equal([
      'GET /v2.1/accounts?connection_id=1001&limit=100&page=1',
      'GET /v2.1/accounts?connection_id=1001&limit=100&page=2',
      'GET /v2.1/transactions?account_id=5001&limit=2&page=1',
      'GET /v2.1/transactions?account_id=5001&limit=2&page=2',
    ]);
  });

  it('reads the rest', async () => {
    const reads = readsOver(bank());
    expect((await all(reads.connections())).map(({ id }) => id)).to.deep.equal(['1001', '1002']);
    expect(await all(reads.providers())).to.deep.equal([{ id: '87', channels: [] }]);
    expect(await firstValueFrom(reads.account('5'))).to.deep.equal({ id: '5' });
    expect(await firstValueFrom(reads.transaction('1'))).to.deep.equal({ id: '1', accountId: '5', amount: '0' });
    expect(await firstValueFrom(reads.me())).to.deep.equal({ id: '501' });
  });

  it('asks for no page that nobody takes', async () => {
    const http = bank();
    await lastValueFrom(readsOver(http).accounts().pipe(take(2)));
    expect(http.requests).to.have.lengthOf(1);
  });

  it('repeats the one page that failed, not those before it', async () => {
    const pages = [answered(200, [{ id: 1 }]), answered(503), answered(200, [{ id: 2 }]), answered(200, '[]')];
    const http = fakeUpstream(pages);
    const again: Repeat = (read) => read.pipe(retry(1));
    expect((await all(readsOver(http, again).accounts())).map(({ id }) => id)).to.deep.equal(['1', '2']);
    expect(http.requests.map(({ url }) => url.searchParams.get('page'))).to.deep.equal(['1', '2', '2', '3']);
  });

  it('deletes the user that the token speaks for, and emits nothing', async () => {
    const http = fakeUpstream(({ method }) => (method === 'DELETE' ? answered(204) : answered(200, { id: 501 })));
    expect(await all(readsOver(http).deleteUser())).to.deep.equal([]);
    expect(http.paths).to.deep.equal(['GET /v2.1/users/me', 'DELETE /v2.1/users/501']);
  });

  it('refuses a filter at the call', () => {
    expect(() => readsOver(bank()).transactions({ startDate: 'x' })).to.throw('startDate');
    expect(() => readsOver(bank()).account('')).to.throw('id: expected');
  });
});
