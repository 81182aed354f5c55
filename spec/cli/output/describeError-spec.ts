import { expect } from 'chai';
import { describeError } from '../../../lib/cli/output/describeError.js';
import { ConfigurationError } from '../../../lib/cli/settings/ConfigurationError.js';
import { UsageError } from '../../../lib/cli/UsageError.js';
import {
  AccessDeniedError,
  CircuitOpenError,
  InvalidOptionError,
  NotFoundError,
  UpstreamUnreachableError,
} from '../../../lib/index.js';

describe('describeError', () => {
  it('says what happened and who must act, in one line', () => {
    expect(describeError(new AccessDeniedError('read queue'))).to.equal(
      'read queue: forbidden (HTTP 403) (AccessDeniedError). You, who call the API, must act.',
    );
  });

  it('adds the setting that may be wrong', () => {
    expect(describeError(new NotFoundError('list connections', 404))).to.equal(
      'list connections: not found (HTTP 404) (NotFoundError). You, who call the API, must act. ' +
        'Does the base URL end in its version, such as /v2.1, and is the user (--user-id, MILLRACE_OXLIN_USER_ID) right?',
    );
  });

  it('names flags and variables of notification commands as the user knows them', () => {
    expect(describeError(new InvalidOptionError('leaseMs', 1, '3 to 9 ms'), 'yodlee')).to.equal(
      '--lease: expected 3 to 9 ms, got 1. You, who call the API, must act.',
    );
    const apart = new InvalidOptionError('retryBaseMs', 9, 'at most `retryCapMs`');
    expect(describeError(apart, 'yodlee')).to.match(/^--retry-base: expected at most --retry-cap, got 9\./);
    expect(describeError(apart)).to.match(/^retryBaseMs: /);
  });

  it('says what a circuit is open for', () => {
    const cause = new UpstreamUnreachableError('read queue', false, 'ECONNREFUSED');
    expect(describeError(new CircuitOpenError('http://127.0.0.1:1', 9, { cause }))).to.equal(
      'http://127.0.0.1:1: circuit open, next probe in 9 ms, after read queue: upstream unreachable (ECONNREFUSED) ' +
        '(CircuitOpenError). The aggregator must act; try again later. ' +
        'Or check MILLRACE_OXLIN_BASE_URL (or --base-url).',
    );
  });

  it('says usage and settings as they are', () => {
    expect(describeError(new UsageError('a: expected b'))).to.equal('a: expected b');
    expect(describeError(new ConfigurationError('a', 'b', 'c'))).to.equal('a: expected b, got c');
  });

  it('stays in one harmless line, whatever was thrown', () => {
    expect(describeError(new TypeError('a\n\u001b[2J'))).to.equal('TypeError: a\\u000a\\u001b[2J');
    expect(describeError('text')).to.equal('text');
  });
});
