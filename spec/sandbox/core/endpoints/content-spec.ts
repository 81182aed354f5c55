import { expect } from 'chai';
import { jsonContent, NO_CONTENT, pageContent, refusal } from '../../../../lib/sandbox/core/endpoints/content.js';

describe('jsonContent', () => {
  it('writes a value with its type', () => {
    expect(jsonContent([1], 201)).to.deep.equal({
      status: 201,
      body: '[1]',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
  });
});

describe('pageContent', () => {
  it('is JSON, with what does not exist left out', () => {
    expect(pageContent({ users: 1, next: undefined })).to.deep.equal({ ...jsonContent(null), body: '{"users":1}' });
  });
});

describe('refusal', () => {
  it('says what was wrong in error_description and takes further headers', () => {
    const { status, body, headers } = refusal(405, 'no', { allow: 'GET' });
    expect([status, body, headers?.['allow']]).to.deep.equal([405, '{"error_description":"no"}', 'GET']);
  });
});

describe('NO_CONTENT', () => {
  it('has neither body nor type', () => {
    expect(NO_CONTENT).to.deep.equal({ status: 204, body: '' });
  });
});
