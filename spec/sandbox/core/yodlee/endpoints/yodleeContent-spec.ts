import { expect } from 'chai';
import {
  YODLEE_CREATED,
  YODLEE_NO_CONTENT,
  yodleeJson,
  yodleeRefusal,
} from '../../../../../lib/sandbox/core/yodlee/endpoints/yodleeContent.js';

describe('yodleeJson', () => {
  it('writes numbers with all their digits', () => {
    expect(yodleeJson({ id: { lexeme: '9007199254740993' } }, 201)).to.deep.include({
      status: 201,
      body: '{"id":9007199254740993}',
    });
  });
});

describe('yodleeRefusal', () => {
  it('has the three members, the reference being another each time', () => {
    const [one, two] = [1, 2].map(
      (requests) => JSON.parse(yodleeRefusal({ requests }, 400, 'Y807', 'Resource not found').body) as object,
    );
    expect(one).to.have.keys('errorCode', 'errorMessage', 'referenceCode');
    expect(one).not.to.deep.equal(two);
  });
});

describe('YODLEE_NO_CONTENT', () => {
  it('has no body', () => expect(YODLEE_NO_CONTENT).to.deep.equal({ status: 204, body: '' }));
});

describe('YODLEE_CREATED', () => {
  it('has no body either', () => expect(YODLEE_CREATED).to.deep.equal({ status: 201, body: '' }));
});
