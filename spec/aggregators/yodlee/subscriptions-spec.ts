import { expect } from 'chai';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { caught } from '../../support/caught.js';
import { fixedHttp, type FixedAnswer } from '../../support/fixedHttp.js';
import { yodleeOver } from '../../support/yodlee.js';

const URL_A = 'https://hooks.test/canary/a';
const URL_B = 'https://hooks.test/canary/b';
const done = { status: 204, headers: {}, body: new Uint8Array() };
const listed = (callbackUrl: string) =>
  jsonResponse(200, {
    event: [
      { name: 'REFRESH', callbackUrl: URL_B },
      { name: 'DATA_UPDATES', callbackUrl },
    ],
  });
const open = (...answers: readonly FixedAnswer[]) => {
  const { http, requests } = fixedHttp(...answers);
  const sent = () => requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`);
  return { calls: yodleeOver(http).subscriptions, requests, sent };
};
const PATH = '/ysl/configs/notifications/events';

describe('subscriptions', () => {
  it('lists what there is, and nothing when the list is missing', async () => {
    expect(await firstValueFrom(open(listed(URL_A)).calls.list())).to.have.length(2);
    expect(await firstValueFrom(open(jsonResponse(200, {})).calls.list('DATA_UPDATES'))).to.deep.equal([]);
    expect(await caught(() => firstValueFrom(open(jsonResponse(200, { event: 7 })).calls.list()))).to.include({
      name: 'DecodeError',
    });
  });

  for (const [what, answers, outcome, then] of [
    [
      'subscribes when there is none',
      [jsonResponse(200, {}), { ...done, status: 201 }],
      'created',
      `POST ${PATH}/DATA_UPDATES`,
    ],
    [
      'takes "already there" for done',
      [jsonResponse(200, {}), jsonResponse(400, { errorCode: 'Y811' })],
      'created',
      `POST ${PATH}/DATA_UPDATES`,
    ],
    ['changes another URL', [listed(URL_B), done], 'changed', `PUT ${PATH}/DATA_UPDATES`],
    ['leaves the same URL alone', [listed(URL_A)], 'unchanged', undefined],
  ] as const) {
    it(`looks first, then ${what}`, async () => {
      const { calls, sent, requests } = open(...answers);
      expect(await lastValueFrom(calls.ensure('DATA_UPDATES', URL_A).pipe(toArray()))).to.deep.equal([outcome]);
      expect(sent()).to.deep.equal([`GET ${PATH}?eventName=DATA_UPDATES`, ...(then === undefined ? [] : [then])]);
      if (then !== undefined) expect(requests[1]?.body).to.equal(`{"event":{"callbackUrl":"${URL_A}"}}`);
      if (then !== undefined) expect(requests[1]?.headers).to.include({ 'content-type': 'application/json' });
    });
  }

  it('deletes', async () => {
    const { calls, sent } = open(done);
    expect(await lastValueFrom(calls.delete('DATA_UPDATES').pipe(toArray()))).to.deep.equal([]);
    expect(sent()).to.deep.equal([`DELETE ${PATH}/DATA_UPDATES`]);
  });

  it('passes a refusal', async () => {
    const error = await caught(() =>
      lastValueFrom(open(jsonResponse(400, { errorCode: 'Y901' })).calls.create('DATA_UPDATES', URL_A)),
    );
    expect(error).to.include({ name: 'UpstreamRefusedError', reason: 'serviceOff', operation: 'subscribe' });
  });

  it('refuses odd names and URLs before anything is sent, and shows no URL', async () => {
    const { calls, requests } = open(done);
    for (const url of ['canary', 'ftp://canary.test', 'https://u:canary@hooks.test']) {
      const error = await caught(() => lastValueFrom(calls.ensure('DATA_UPDATES', url)));
      expect(error).to.include({ name: 'InvalidOptionError', option: 'callbackUrl' });
      expect(String(error)).not.to.include('canary');
    }
    expect(await caught(() => lastValueFrom(calls.delete('../x')))).to.include({ option: 'eventName' });
    expect(requests).to.deep.equal([]);
  });
});
