import { expect } from 'chai';
import { errorBody } from '../../../lib/aggregators/yodlee/errorBody.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';

describe('errorBody', () => {
  it('reads what upstream says', () => {
    const body = {
      errorCode: 'Y804',
      errorMessage: 'Permitted values of top between 1 - 500',
      referenceCode: 'u1455707934756c4F23u',
    };
    expect(errorBody(jsonResponse(400, body))).to.deep.equal({
      code: 'Y804',
      message: body.errorMessage,
      referenceCode: body.referenceCode,
    });
    expect(errorBody(jsonResponse(400, { errorCode: 'Y804', referenceCode: 'x y' }))).to.deep.equal({
      code: 'Y804',
      message: '',
    });
  });

  for (const body of [
    {},
    [],
    null,
    'Y804',
    { errorCode: 804 },
    { errorCode: 'E1' },
    { errorCode: 'Y804', pad: 'x'.repeat(9_000) },
  ]) {
    it(`finds nothing in ${JSON.stringify(body).slice(0, 30)}`, () =>
      expect(errorBody(jsonResponse(400, body))).to.equal(undefined));
  }

  it('does not look into HTML, nor at what is no JSON', () => {
    expect(errorBody(jsonResponse(400, { errorCode: 'Y804' }, { 'content-type': 'text/html' }))).to.equal(undefined);
    expect(errorBody({ status: 400, headers: {}, body: new TextEncoder().encode('<') })).to.equal(undefined);
  });
});
