import { expect } from 'chai';
import { EMPTY, of, throwError, type Observable } from 'rxjs';
import { answered, failed, suiteRequest } from '../../../lib/testing/node/suiteRequest.js';
import type { HttpPort, HttpResponse } from '../../../lib/ports/HttpPort.js';
import { emptyResponse } from '../../../lib/testing/emptyResponse.js';
import { caught } from '../../support/caught.js';

const port = (response: Observable<HttpResponse>): HttpPort => ({
  supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
  request: () => response,
});
const request = suiteRequest('https://api.example');

describe('answered', () => {
  it('wants exactly one response', async () => {
    expect((await answered(port(of(emptyResponse(204))), request)).status).to.equal(204);
    for (const response of [EMPTY, of(emptyResponse(204), emptyResponse(204))]) {
      expect(await caught(() => answered(port(response), request))).to.be.instanceOf(Error);
    }
  });
});

describe('failed', () => {
  it('gives the fields of the error', async () => {
    expect(await failed(port(throwError(() => Object.assign(new Error('no'), { code: 7 }))), request)).to.include({
      message: 'no',
      code: 7,
    });
  });

  it('objects to a response, to what is no Error, and to an Error that shows the token', async () => {
    const leaking = Object.assign(new Error('no'), { deep: { headers: request.headers } });
    for (const response of [of(emptyResponse(204)), throwError(() => 'no'), throwError(() => leaking)]) {
      expect(await caught(() => failed(port(response), request))).to.have.property('code', 'ERR_ASSERTION');
    }
  });
});

describe('suiteRequest', () => {
  it('takes changes', () => {
    expect(suiteRequest('https://api.example', { deadlineMs: 7 })).to.include({ deadlineMs: 7, method: 'GET' });
  });
});
