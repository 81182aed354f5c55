import { expect } from 'chai';
import { recordRequest } from '../../lib/testing/recordRequest.js';
import { tryRequest } from '../support/tryRequest.js';

describe('recordRequest', () => {
  it('keeps what was asked and when', () => {
    const request = tryRequest('https://api.example/a?b=1', { method: 'POST', headers: { 'X-A': 'b' }, body: 'hello' });
    expect(recordRequest(request, 7)).to.deep.equal({
      operation: 'try port',
      method: 'POST',
      path: '/a?b=1',
      headers: { 'x-a': 'b' },
      body: 'hello',
      at: 7,
      endedAt: undefined,
      end: undefined,
    });
  });

  for (const body of [
    JSON.stringify({ client_secret: 'canary', password: 'ca"canary', grant_type: 'password', refresh_token: 'canary' }),
    'client_secret=canary&grant_type=password&password=canary&refresh_token=canary',
  ]) {
    it(`leaves the secrets out of ${body.startsWith('{') ? 'JSON' : 'a form'}`, () => {
      const record = recordRequest(
        tryRequest('https://api.example', { headers: { Authorization: 'Bearer canary' }, body }),
        0,
      );
      expect(JSON.stringify(record)).to.include('grant_type').and.not.include('canary');
      expect(record.headers).to.deep.equal({ authorization: '[secret]' });
    });
  }
});
