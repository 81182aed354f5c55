import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { queueCalls } from '../../../lib/aggregators/oxlin/queueCalls.js';
import { type OxlinOptions, resolveOxlinOptions } from '../../../lib/aggregators/oxlin/options.js';
import type { HttpPort } from '../../../lib/ports/HttpPort.js';
import { answered, fakeTokens, fakeUpstream } from '../../support/fakeUpstream.js';
import { BASE, fixture, partsOver, recordTelemetry } from '../../support/oxlin.js';

const callsOver = (http: HttpPort, options: Partial<OxlinOptions> = {}) =>
  queueCalls(partsOver(http, options), resolveOxlinOptions({ baseUrl: BASE, tokens: fakeTokens(), http, ...options }));

describe('queueCalls', () => {
  it('subscribes a queue', async () => {
    const http = fakeUpstream([answered(201, { queue_id: 20 })]);
    expect(await firstValueFrom(callsOver(http).subscribeQueue())).to.equal('20');
    expect(http.paths).to.deep.equal(['POST /v2.1/queues']);
  });

  it('reads a connection and counts the words it does not know', async () => {
    const telemetry = recordTelemetry();
    const http = fakeUpstream([answered(200, { id: 7, status: 'ODD' }, { date: 'Mon, 04 Jun 2018 11:34:57 GMT' })]);
    expect(await firstValueFrom(callsOver(http, { telemetry }).getConnection('7'))).to.deep.equal({
      value: { id: '7', status: 'ODD', channels: [] },
      serverAt: new Date('2018-06-04T11:34:57Z'),
    });
    expect(http.paths).to.deep.equal(['GET /v2.1/connections/7']);
    expect(telemetry.counted).to.include('decode_unknown_total 1 tenant=default what=connection_status');
  });

  it('lists connections', async () => {
    const http = fakeUpstream([answered(200, fixture('two-channels.json'))]);
    const { value } = await firstValueFrom(callsOver(http).listConnections());
    expect(value.map(({ id, status }) => `${id} ${status}`)).to.deep.equal(['1001 SUCCESS', '1002 NONE']);
  });

  it('lists every account of a connection within one deadline over all pages', async () => {
    const http = fakeUpstream(({ url }) =>
      answered(200, url.searchParams.get('page') === '1' ? fixture('accounts.json') : '[]'),
    );
    const accounts = await firstValueFrom(callsOver(http).listAccounts('1001', { deadlineMs: 5_000 }));
    expect(accounts.map(({ id }) => id)).to.deep.equal(['5001', '5002']);
    expect(http.requests.every(({ deadlineMs }) => deadlineMs <= 5_000)).to.equal(true);
  });

  it('gives an empty list where there is none', async () => {
    expect(await firstValueFrom(callsOver(fakeUpstream([answered(200, '[]')])).listAccounts('1001'))).to.deep.equal([]);
  });

  it('repeats nothing by itself', async () => {
    const http = fakeUpstream([answered(503)]);
    const calls = callsOver(http);
    for (const call of [
      calls.subscribeQueue(),
      calls.getConnection('7'),
      calls.synchronize('7', 'ALL'),
      calls.openQueue('20').read(),
    ]) {
      await firstValueFrom<unknown>(call).catch(() => undefined);
    }
    expect(http.requests).to.have.lengthOf(4);
  });

  it('refuses an id that is none at the call', () => {
    const calls = callsOver(fakeUpstream([]));
    expect(() => calls.getConnection('')).to.throw('id: expected');
    expect(() => calls.openQueue('..')).to.throw('id: expected');
    expect(() => calls.synchronize('.', 'ALL')).to.throw('id: expected');
  });
});
