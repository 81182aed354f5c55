import { expect } from 'chai';
import { emptyResponse } from '../../lib/testing/emptyResponse.js';

describe('emptyResponse', () => {
  it('has a status, headers and no byte', () => {
    expect(emptyResponse(204)).to.deep.equal({ status: 204, headers: {}, body: new Uint8Array() });
    expect(emptyResponse(429, { 'retry-after': '2' }).headers).to.deep.equal({ 'retry-after': '2' });
  });
});
