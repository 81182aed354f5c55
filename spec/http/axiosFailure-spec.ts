import { AxiosError, AxiosHeaders } from 'axios';
import { expect } from 'chai';
import { inspect } from 'node:util';
import { axiosFailure } from '../../lib/http/axiosFailure.js';
import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { tryRequest } from '../support/tryRequest.js';

const request = tryRequest('https://api.example', { deadlineMs: 70, maxBytes: 9 });
const config = {
  headers: new AxiosHeaders({ authorization: 'Bearer canary' }),
  url: 'https://api.example/?secret=canary',
  data: 'canary',
};
const thrown = (code: string, message = code): AxiosError => new AxiosError(message, code, config, { path: 'canary' });

describe('axiosFailure', () => {
  it('keeps nothing of what axios knows about the request', () => {
    for (const [code, message] of [
      ['ECONNRESET', 'socket canary'],
      ['ECONNABORTED', 'timeout of canary'],
      ['ERR_BAD_RESPONSE', 'maxContentLength canary'],
      ['canary', 'canary'],
    ] as const) {
      const shown = inspect(axiosFailure(thrown(code, message), request, true), { depth: 20, showHidden: true });
      expect(shown).not.to.include('canary');
    }
  });

  it('gives a plain cause that holds the code alone', () => {
    const { cause } = axiosFailure(thrown('ECONNRESET'), request, true);
    expect(cause).to.be.instanceOf(Error).and.not.instanceOf(AxiosError);
    expect(cause).to.have.property('code', 'ECONNRESET');
  });

  it('tells a time limit of a foreign adapter from a connect that timed out', () => {
    expect(axiosFailure(thrown('ETIMEDOUT'), request, true)).to.include({
      name: 'UpstreamTimeoutError',
      timeoutMs: 70,
    });
    expect(axiosFailure(thrown('ECONNABORTED', 'timeout of 5 ms'), request, true)).to.include({
      name: 'UpstreamTimeoutError',
    });
    expect(axiosFailure(thrown('ETIMEDOUT'), request, false)).to.include({
      name: 'UpstreamUnreachableError',
      requestSent: false,
    });
  });

  it('lets an error of ours pass', () => {
    const error = new RedirectRefusedError('try port', 302);
    expect(axiosFailure(error, request, true)).to.equal(error);
  });

  it('makes something of anything', () => {
    for (const value of [undefined, null, 'Bearer canary', 7, {}]) {
      expect(axiosFailure(value, request, true)).to.include({ name: 'UpstreamUnreachableError', code: 'UNKNOWN' });
    }
  });
});
