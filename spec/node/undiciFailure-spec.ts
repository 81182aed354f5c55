import { expect } from 'chai';
import { undiciFailure } from '../../lib/node/undiciFailure.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { tryRequest } from '../support/tryRequest.js';

const DEADLINES = { connect: 1, headers: 2, body: 3 };
const failed = (fields: object): Error => Object.assign(new Error('canary'), fields);
const made = (failure: unknown) => undiciFailure(failure, tryRequest('https://api.example'), DEADLINES);

describe('undiciFailure', () => {
  for (const [code, stage, timeoutMs] of [
    ['UND_ERR_CONNECT_TIMEOUT', 'connect', 1],
    ['UND_ERR_HEADERS_TIMEOUT', 'headers', 2],
    ['UND_ERR_BODY_TIMEOUT', 'body', 3],
  ] as const) {
    it(`takes ${code} for a timeout of its stage`, () => {
      expect(made(failed({ code }))).to.include({ name: 'UpstreamTimeoutError', stage, timeoutMs });
    });
  }

  for (const [what, failure, requestSent, code] of [
    ['a refused connection', failed({ code: 'ECONNREFUSED' }), false, 'ECONNREFUSED'],
    ['an unknown host', failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), false, 'ENOTFOUND'],
    [
      'many addresses that refuse',
      failed({ errors: [failed({ code: 'EHOSTUNREACH', syscall: 'connect' })] }),
      false,
      'EHOSTUNREACH',
    ],
    ['a reset', failed({ code: 'UND_ERR_SOCKET', cause: failed({ code: 'ECONNRESET' }) }), true, 'ECONNRESET'],
    ['a socket that was closed', failed({ code: 'UND_ERR_SOCKET' }), true, 'UND_ERR_SOCKET'],
    ['a strange code', failed({ code: 'can ary' }), true, 'UNKNOWN'],
    ['nothing', undefined, true, 'UNKNOWN'],
  ] as const) {
    it(`says of ${what} whether the request left`, () => {
      const error = made(failure);
      expect(error).to.include({ name: 'UpstreamUnreachableError', requestSent, code });
      expect(String(error) + String(error.cause)).not.to.include('canary');
    });
  }

  it('passes what is ours already', () => {
    const own = new NotFoundError('try', 404);
    expect(made(own)).to.equal(own);
  });
});
