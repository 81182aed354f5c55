import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { triggerAll, triggerOne } from '../../../lib/aggregators/oxlin/trigger.js';
import { answered, fakeUpstream } from '../../support/fakeUpstream.js';
import { partsOver, recordTelemetry } from '../../support/oxlin.js';

const date = 'Mon, 04 Jun 2018 11:34:57 GMT';
const at = new Date('2018-06-04T11:34:57Z');

describe('triggerOne', () => {
  it('T4: takes 204 and any other 2xx for accepted, and parses no body', async () => {
    for (const answer of [
      answered(204, '', { date }),
      answered(200, '<html>', { date }),
      answered(202, '{"broken', { date }),
    ]) {
      const http = fakeUpstream([answer]);
      const receipt = await firstValueFrom(
        triggerOne(partsOver(http), { connectionId: '7', type: 'ALL', typeIn: 'query' }),
      );
      expect(receipt).to.deep.equal({ kind: 'accepted', connectionIds: ['7'], at });
      expect(http.paths).to.deep.equal(['POST /v2.1/connections/7/synchronize']);
      expect(http.requests[0]).not.to.have.property('body');
    }
  });

  it('writes LIST_ACCOUNTS where it is told to', async () => {
    const http = fakeUpstream([answered(204)]);
    const receipt = await firstValueFrom(
      triggerOne(partsOver(http), { connectionId: '7', type: 'LIST_ACCOUNTS', typeIn: 'query' }),
    );
    await firstValueFrom(triggerOne(partsOver(http), { connectionId: '7', type: 'LIST_ACCOUNTS', typeIn: 'body' }));
    expect(receipt).not.to.have.property('at');
    expect(http.paths).to.deep.equal([
      'POST /v2.1/connections/7/synchronize?type=LIST_ACCOUNTS',
      'POST /v2.1/connections/7/synchronize',
    ]);
    expect(http.requests[1]?.body).to.equal('{"type":"LIST_ACCOUNTS"}');
  });

  it('T5: takes 409 for a sync that runs already', async () => {
    const http = fakeUpstream([answered(409, 'not json', { date })]);
    const receipt = await firstValueFrom(
      triggerOne(partsOver(http), { connectionId: '7', type: 'ALL', typeIn: 'query' }),
    );
    expect(receipt).to.deep.equal({ kind: 'alreadyRunning', connectionIds: ['7'], at });
  });
});

describe('triggerAll', () => {
  const trigger = async (status: number, body: unknown, telemetry = recordTelemetry()): Promise<unknown> =>
    firstValueFrom(triggerAll(partsOver(fakeUpstream([answered(status, body, { date })]), { telemetry }))).catch(
      (error: unknown) => error,
    );

  it('T7: names the connections of the links, and counts those it dropped', async () => {
    const telemetry = recordTelemetry();
    const links = ['/connections/7', '/connections/7', '//evil.test/connections/9', '/connections/8'];
    expect(await trigger(200, { connection_links: links }, telemetry)).to.deep.equal({
      kind: 'accepted',
      connectionIds: ['7', '8'],
      at,
    });
    expect(telemetry.counted).to.include('connection_links_dropped_total 1 tenant=default');
  });

  it('T7: takes an empty list for nothing to sync', async () => {
    expect(await trigger(200, { connection_links: [] })).to.deep.equal({ kind: 'accepted', connectionIds: [], at });
  });

  it('does not take an answer without links for nothing to sync', async () => {
    expect(await trigger(204, '')).to.have.property('name', 'DecodeError');
    expect(await trigger(200, {})).to.have.property('name', 'DecodeError');
  });

  it('T5: takes 409 for a sync that runs already', async () => {
    expect(await trigger(409, '')).to.deep.equal({ kind: 'alreadyRunning', connectionIds: [], at });
  });
});
