import { expect } from 'chai';
import { exitCodeOfError } from '../../lib/cli/exitCodeOfError.js';
import { ConfigurationError } from '../../lib/cli/settings/ConfigurationError.js';
import { UsageError } from '../../lib/cli/UsageError.js';
import {
  AccessDeniedError,
  type AggregationError,
  CircuitOpenError,
  CredentialsRefusedError,
  DecodeError,
  FastLoopError,
  InvalidOptionError,
  JournalMissError,
  NotFoundError,
  OriginNotAllowedError,
  RateLimitedError,
  RedirectRefusedError,
  ResponseTooLargeError,
  UnauthorizedError,
  UpstreamStatusError,
  UpstreamTimeoutError,
  UpstreamUnreachableError,
} from '../../lib/index.js';
import { UpstreamRefusedError } from '../../lib/aggregators/yodlee/index.js';

const CODES: readonly (readonly [AggregationError, number])[] = [
  [new UpstreamUnreachableError('read queue', true, 'ECONNRESET'), 69],
  [new UpstreamTimeoutError('read queue', 5), 69],
  [new UpstreamStatusError('read queue', 503, undefined), 69],
  [new CircuitOpenError('https://api.example.org', 5), 69],
  [new RateLimitedError('read queue', 5), 69],
  [new DecodeError('read queue', []), 69],
  [new NotFoundError('read account', 404), 69],
  [new RedirectRefusedError('read queue', 302), 69],
  [new ResponseTooLargeError('read queue', 5), 69],
  [new FastLoopError('read queue', 5, 5), 70],
  [new JournalMissError('run'), 70],
  [new UnauthorizedError('read queue'), 77],
  [new CredentialsRefusedError(401, 'invalid_grant'), 77],
  [new AccessDeniedError('read queue'), 77],
  [new UpstreamRefusedError('read', 'Y025', 'adminTokenNeeded', 'stop', 'integrator'), 77],
  [new UpstreamRefusedError('read', 'Y807', 'notFound', 'park', 'integrator'), 69],
  [new InvalidOptionError('deadlineMs', 0, '> 0 ms'), 78],
  [new OriginNotAllowedError('read queue', 'https://elsewhere.example.org'), 78],
];

describe('exitCodeOfError', () => {
  for (const [error, code] of CODES) {
    it(`gives ${String(code)} for ${error.name}`, () => {
      expect(exitCodeOfError(error)).to.equal(code);
    });
  }

  it('tells usage, settings and bugs apart', () => {
    const errors = [new UsageError('x'), new ConfigurationError('x', 'y', 'z'), new TypeError('x'), undefined];
    expect(errors.map(exitCodeOfError)).to.deep.equal([2, 78, 70, 70]);
  });
});
