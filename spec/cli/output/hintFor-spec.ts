import { expect } from 'chai';
import { hintFor } from '../../../lib/cli/output/hintFor.js';
import { AccessDeniedError, NotFoundError, UpstreamUnreachableError } from '../../../lib/index.js';

describe('hintFor', () => {
  it('asks for the version in the base URL when something is not found', () => {
    expect(hintFor(new NotFoundError('list connections', 404))).to.equal(
      'Does the base URL end in its version, such as /v2.1?',
    );
  });

  it('names the URL at which nobody is', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) {
      const error = new UpstreamUnreachableError('list connections', false, code);
      expect(hintFor(error)).to.equal('Or check MILLRACE_OXLIN_BASE_URL.');
    }
    expect(hintFor(new UpstreamUnreachableError('list connections', true, 'ECONNRESET'))).to.equal(undefined);
  });

  it('names the authorization server for what was asked of that', () => {
    expect(hintFor(new NotFoundError('get token', 404))).to.include('MILLRACE_OXLIN_AUTH_URL');
    expect(hintFor(new UpstreamUnreachableError('get token', false, 'ECONNREFUSED'))).to.equal(
      'Or check MILLRACE_OXLIN_AUTH_URL.',
    );
  });

  it('has none for anything else', () => {
    expect(hintFor(new AccessDeniedError('read queue'))).to.equal(undefined);
    expect(hintFor('text')).to.equal(undefined);
  });
});
