import { expect } from 'chai';
import { jsonResponse } from '../../lib/testing/jsonResponse.js';

describe('jsonResponse', () => {
  it('writes the value as UTF-8 JSON under its status and headers', () => {
    const { status, headers, body } = jsonResponse(201, { name: 'é' }, { date: 'now' });
    expect([status, headers, Buffer.from(body).toString()]).to.deep.equal([
      201,
      { 'content-type': 'application/json', date: 'now' },
      '{"name":"é"}',
    ]);
  });
});
