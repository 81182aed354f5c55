import { expect } from 'chai';
import { tokenFailure } from '../../../lib/http/tokens/tokenFailure.js';
import { isRetryable } from '../../../lib/errors/isRetryable.js';
import { emptyResponse } from '../../../lib/testing/emptyResponse.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';

const NOW = Date.UTC(2026, 0, 1);

describe('tokenFailure', () => {
  it('takes 400 and 401 for the end, with the OAuth2 code and nothing more', () => {
    for (const status of [400, 401]) {
      const error = tokenFailure(jsonResponse(status, { error: 'invalid_grant', error_description: 'canary' }), NOW);
      expect(error).to.include({ name: 'CredentialsRefusedError', status, reason: 'invalid_grant' });
      expect(String(error)).not.to.include('canary');
      expect(isRetryable(error)).to.equal(false);
    }
  });

  it('does not repeat a code that is none', () => {
    for (const body of [{ error: 'wrong password canary@x' }, { error: 7 }, null, [], {}]) {
      expect(tokenFailure(jsonResponse(400, body), NOW)).to.include({ reason: 'no reason given' });
    }
    expect(tokenFailure(emptyResponse(401), NOW)).to.include({ reason: 'no reason given' });
  });

  it('takes 429 and 5xx for passing, with their Retry-After in both forms', () => {
    expect(tokenFailure(emptyResponse(429, { 'retry-after': '7' }), NOW)).to.include({
      name: 'RateLimitedError',
      retryAfterMs: 7_000,
    });
    const headers = { date: 'Thu, 01 Jan 2026 05:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 05:00:09 GMT' };
    const busy = tokenFailure(emptyResponse(503, headers), NOW);
    expect(busy).to.include({ name: 'UpstreamStatusError', status: 503, retryAfterMs: 9_000 });
    expect(isRetryable(busy)).to.equal(true);
  });

  it('tells a forbidden client and a wrong address apart', () => {
    expect(tokenFailure(emptyResponse(403), NOW)).to.include({ name: 'AccessDeniedError' });
    expect(tokenFailure(emptyResponse(404), NOW)).to.include({ name: 'NotFoundError' });
  });
});
