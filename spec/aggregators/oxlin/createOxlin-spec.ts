import { expect } from 'chai';
import { firstValueFrom, toArray } from 'rxjs';
import { createOxlin } from '../../../lib/aggregators/oxlin/index.js';
import { answered, fakeTokens, fakeUpstream } from '../../support/fakeUpstream.js';

const BASE = 'https://api.oxlin.test/v2.1';

describe('createOxlin', () => {
  it('makes the calls of a sync', async () => {
    const http = fakeUpstream(({ method, url }) => {
      if (method === 'POST' && url.pathname.endsWith('/queues')) return answered(201, '', { location: '/queues/20' });
      if (method === 'POST' && url.pathname.endsWith('7/synchronize'))
        return answered(204, '', { date: 'Mon, 04 Jun 2018 11:34:57 GMT' });
      if (method === 'POST') return answered(200, { connection_links: ['/connections/7'] });
      if (url.pathname.endsWith('/accounts'))
        return answered(200, url.searchParams.get('page') === '1' ? [{ id: '5' }] : []);
      return answered(200, [{ id: '1', event_type: 'X' }]);
    });
    const user = createOxlin({ baseUrl: BASE, tokens: fakeTokens('t'), http }).forUser('501');
    expect(await firstValueFrom(user.subscribeQueue())).to.equal('20');
    const reader = user.openQueue('20');
    expect(await firstValueFrom(reader.read())).to.deep.equal({
      kind: 'page',
      events: [{ id: '1', type: 'X' }],
      quarantined: [],
    });
    expect(await firstValueFrom(reader.read())).to.deep.equal({ kind: 'unchanged' });
    expect(await firstValueFrom(user.synchronize('7', 'LIST_ACCOUNTS'))).to.deep.equal({
      kind: 'accepted',
      connectionIds: ['7'],
      at: new Date('2018-06-04T11:34:57Z'),
    });
    expect(await firstValueFrom(user.synchronizeAll())).to.deep.equal({ kind: 'accepted', connectionIds: ['7'] });
    expect(await firstValueFrom(user.listAccounts('7'))).to.deep.equal([{ id: '5' }]);
    expect(await firstValueFrom(user.accounts().pipe(toArray()))).to.deep.equal([{ id: '5' }]);
  });
});
