import { expect } from 'chai';
import { sinkCauseOf } from '../../../lib/cli/serve/sinkCauseOf.js';
import { SinkRefusedError } from '../../../lib/cli/serve/SinkRefusedError.js';
import {
  AccessDeniedError,
  RedirectRefusedError,
  UpstreamTimeoutError,
  UpstreamUnreachableError,
} from '../../../lib/index.js';

describe('sinkCauseOf', () => {
  it('says what the sink failed with, in a word or two', () => {
    const errors = [
      new SinkRefusedError(503),
      new RedirectRefusedError('post a delivery', 307),
      new UpstreamUnreachableError('post a delivery', false, 'ECONNREFUSED'),
      new UpstreamTimeoutError('post a delivery', 30_000),
      new AccessDeniedError('post a delivery'),
      Object.assign(new Error('write https://user:s3cret@sink.example'), { code: 'EPIPE' }),
      new TypeError('https://user:s3cret@sink.example'),
      'https://user:s3cret@sink.example',
    ];
    expect(errors.map(sinkCauseOf)).to.deep.equal([
      'HTTP 503',
      'HTTP 307',
      'ECONNREFUSED',
      'no answer within 30000 ms',
      'AccessDeniedError',
      'EPIPE',
      'TypeError',
      'unexpected',
    ]);
  });
});
