import { expect } from 'chai';
import { blamesToken, judgeAnswer } from '../../../lib/aggregators/yodlee/judgeAnswer.js';
import type { HttpResponse } from '../../../lib/ports/HttpPort.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { caught } from '../../support/caught.js';

const CALL = { operation: 'read user data', userId: 'canary' };
const html = (status: number): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: new TextEncoder().encode('{"errorCode":"Y800"}'),
});
const refusal = (status: number, errorCode: string, errorMessage = 'canary') =>
  jsonResponse(status, { errorCode, errorMessage, referenceCode: 'u1455707934756c4F23u' });

describe('judgeAnswer', () => {
  it('hands an answer over', () => {
    const response = jsonResponse(200, { userData: [] });
    expect(judgeAnswer(CALL, response, 0)).to.equal(response);
  });

  for (const [what, response, expected] of [
    [
      'a code',
      refusal(400, 'Y804'),
      { name: 'UpstreamRefusedError', code: 'Y804', verdict: 'park', referenceCode: 'u1455707934756c4F23u' },
    ],
    ['a code that comes as 200', refusal(200, 'Y821'), { name: 'UpstreamRefusedError', verdict: 'stop' }],
    ['a code with a status of their trouble', refusal(500, 'Y901'), { name: 'UpstreamRefusedError', verdict: 'stop' }],
    ['their trouble with a status that says so', refusal(503, 'Y902'), { name: 'UpstreamStatusError', status: 503 }],
    [
      'their trouble with a status that does not',
      refusal(400, 'Y902'),
      { name: 'UpstreamRefusedError', verdict: 'retry' },
    ],
    ['a code that nobody knows', refusal(400, 'Y999'), { name: 'UpstreamRefusedError', reason: 'unknownCode' }],
    ['a code that nobody knows with 500', refusal(500, 'Y999'), { name: 'UpstreamStatusError', status: 500 }],
    ['too many requests', refusal(429, 'Y800'), { name: 'RateLimitedError' }],
    ['403', jsonResponse(403, {}), { name: 'AccessDeniedError' }],
    ['404 without a body', { status: 404, headers: {}, body: new Uint8Array() }, { name: 'NotFoundError' }],
    ['410', jsonResponse(410, {}), { name: 'NotFoundError' }],
    ['502 with HTML', html(502), { name: 'UpstreamStatusError', status: 502 }],
    ['400 with HTML', html(400), { name: 'UpstreamStatusError', status: 400 }],
    ['a wrong code', jsonResponse(400, { errorCode: 'canary' }), { name: 'UpstreamStatusError', status: 400 }],
  ] as const) {
    it(`says what ${what} means`, async () => {
      const error = await caught(() => judgeAnswer(CALL, response, 0));
      expect(error).to.include(expected);
      expect(blamesToken(error)).to.equal(false);
      expect(JSON.stringify(error) + String(error)).not.to.include('canary');
    });
  }

  it('keeps the wish to be left alone', async () => {
    const response = { ...jsonResponse(503, {}), headers: { 'retry-after': '7' } };
    expect(await caught(() => judgeAnswer(CALL, response, 0))).to.include({ retryAfterMs: 7_000 });
  });

  for (const code of ['Y008', 'Y020']) {
    it(`wants a new token after ${code}, and takes the user for gone if that does not help`, async () => {
      const ofUser = await caught(() => judgeAnswer(CALL, refusal(401, code), 0));
      expect(ofUser).to.include({ name: 'UpstreamRefusedError', reason: 'userGoneOrRevoked', verdict: 'park' });
      const ofNobody = await caught(() => judgeAnswer({ ...CALL, userId: '' }, refusal(401, code), 0));
      expect(ofNobody).to.include({ name: 'UnauthorizedError' });
      expect([ofUser, ofNobody].map(blamesToken)).to.deep.equal([true, true]);
    });
  }

  it('wants a new token after Y023, and says no more of anybody than that theirs had expired', async () => {
    for (const call of [CALL, { ...CALL, userId: '' }]) {
      const error = await caught(() => judgeAnswer(call, refusal(401, 'Y023'), 0));
      expect(error).to.include({
        name: 'UpstreamRefusedError',
        code: 'Y023',
        reason: 'tokenExpired',
        verdict: 'retry',
        whoMustAct: 'nobody',
      });
      expect(blamesToken(error)).to.equal(true);
    }
  });

  it('wants a new token after a code of the token, whatever the status', async () => {
    for (const status of [200, 400, 500]) {
      expect(blamesToken(await caught(() => judgeAnswer(CALL, refusal(status, 'Y023'), 0)))).to.equal(true);
    }
  });

  it('wants a new token after a 401 that says nothing', async () => {
    for (const response of [jsonResponse(401, {}), html(401), refusal(401, 'Y999')]) {
      const error = await caught(() => judgeAnswer(CALL, response, 0));
      expect(error).to.include({ name: 'UnauthorizedError' });
      expect(blamesToken(error)).to.equal(true);
    }
  });
});

describe('blamesToken', () => {
  it('knows only errors of millrace', () => {
    for (const error of [undefined, 'UnauthorizedError', new Error('canary')])
      expect(blamesToken(error)).to.equal(false);
  });
});
