import { expect } from 'chai';
import { asyncScheduler, firstValueFrom, of } from 'rxjs';
import { askYodleeToken } from '../../../lib/http/tokens/askYodleeToken.js';
import type { HttpPort, HttpResponse } from '../../../lib/ports/HttpPort.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { caught } from '../../support/caught.js';

const ask = (response: HttpResponse) => {
  const http: HttpPort = {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    request: () => of(response),
  };
  const endpoint = { baseUrl: 'https://yodlee.test/ysl', clientId: 'shop', clientSecret: 'canary', http };
  return firstValueFrom(askYodleeToken(endpoint, 'ann', 1_000, asyncScheduler));
};

describe('askYodleeToken', () => {
  it('reads the token and its life', async () => {
    const { token } = await ask(jsonResponse(201, { token: { accessToken: 't1', expiresIn: '1800' } }));
    expect(token.reveal()).to.equal('t1');
    expect(token.expiresAt).to.be.a('number');
  });

  it('takes a life that makes no sense for unknown', async () => {
    const { token } = await ask(jsonResponse(200, { token: { accessToken: 't1', expiresIn: -1 } }));
    expect(token.expiresAt).to.equal(undefined);
  });

  for (const body of [{}, { token: {} }, { token: { accessToken: '' } }, { token: { accessToken: 'a\r\nb' } }, null]) {
    it(`refuses ${JSON.stringify(body)} without showing it`, async () => {
      expect(await caught(() => ask(jsonResponse(200, body)))).to.include({ name: 'DecodeError' });
    });
  }

  for (const [status, code, name] of [
    [401, 'Y016', 'CredentialsRefusedError'],
    [400, 'Y305', 'CredentialsRefusedError'],
    [400, 'Y904', 'UpstreamRefusedError'],
    [400, 'canary', 'CredentialsRefusedError'],
    [429, 'Y303', 'RateLimitedError'],
    [503, 'Y303', 'UpstreamStatusError'],
  ] as const) {
    it(`takes ${String(status)} with ${code.replace('canary', 'an odd code')} for ${name}`, async () => {
      const error = await caught(() => ask(jsonResponse(status, { errorCode: code, errorMessage: 'canary' })));
      expect(error).to.include({ name });
      expect(String(error)).not.to.include('canary');
    });
  }
});
