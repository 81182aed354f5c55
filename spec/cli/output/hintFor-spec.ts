import { expect } from 'chai';
import { hintFor } from '../../../lib/cli/output/hintFor.js';
import {
  AccessDeniedError,
  CircuitOpenError,
  CredentialsRefusedError,
  NotFoundError,
  StoreUnavailableError,
  UpstreamUnreachableError,
} from '../../../lib/index.js';
import { UpstreamRefusedError } from '../../../lib/aggregators/yodlee/index.js';

describe('hintFor', () => {
  it('asks for the version in the base URL, and for the user, when something is not found', () => {
    expect(hintFor(new NotFoundError('list connections', 404))).to.equal(
      'Does the base URL end in its version, such as /v2.1, and is the user (--user-id, MILLRACE_OXLIN_USER_ID) right?',
    );
  });

  it('names the URL at which nobody is', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) {
      const error = new UpstreamUnreachableError('list connections', false, code);
      expect(hintFor(error)).to.equal('Or check MILLRACE_OXLIN_BASE_URL (or --base-url).');
    }
    expect(hintFor(new UpstreamUnreachableError('list connections', true, 'ECONNRESET'))).to.equal(undefined);
  });

  it('names the authorization server for what was asked of that', () => {
    expect(hintFor(new NotFoundError('get token', 404))).to.include('MILLRACE_OXLIN_AUTH_URL');
    expect(hintFor(new UpstreamUnreachableError('get token', false, 'ECONNREFUSED'))).to.equal(
      'Or check MILLRACE_OXLIN_AUTH_URL (or --auth-url).',
    );
  });

  it('asks for the scheme where no TLS is spoken', () => {
    expect(hintFor(new UpstreamUnreachableError('list connections', true, 'EPROTO'))).to.equal(
      'Or check MILLRACE_OXLIN_BASE_URL (or --base-url): is it https where http is spoken?',
    );
  });

  it('has that of what a circuit is open for', () => {
    const cause = new UpstreamUnreachableError('list connections', false, 'ECONNREFUSED');
    expect(hintFor(new CircuitOpenError('http://127.0.0.1:1', 9, { cause }))).to.equal(hintFor(cause));
    expect(hintFor(new CircuitOpenError('http://127.0.0.1:1', 9))).to.equal(undefined);
  });

  it('names the settings of the pipeline in use', () => {
    const unreachable = new UpstreamUnreachableError('get token', false, 'ECONNREFUSED');
    expect(hintFor(unreachable, 'yodlee')).to.equal('Or check MILLRACE_YODLEE_BASE_URL (or --base-url).');
    expect(hintFor(new NotFoundError('get token', 404), 'yodlee')).to.equal(
      'Does MILLRACE_YODLEE_BASE_URL (or --base-url) end in its path, such as /ysl?',
    );
  });

  it('names the variables of credentials that Yodlee refused', () => {
    const refused = new CredentialsRefusedError(400, 'Y301');
    expect(hintFor(refused, 'yodlee')).to.equal('Check MILLRACE_YODLEE_CLIENT_ID and MILLRACE_YODLEE_CLIENT_SECRET.');
    expect(hintFor(refused)).to.equal(undefined);
    const of = (code: string, reason: string) => new UpstreamRefusedError('read', code, reason, 'stop', 'integrator');
    expect(hintFor(of('Y025', 'adminTokenNeeded'), 'yodlee')).to.equal('Check MILLRACE_YODLEE_ADMIN_LOGIN.');
    expect(hintFor(of('Y820', 'other'), 'yodlee')).to.equal(undefined);
  });

  it('says what to stop when a file has its writer already', () => {
    expect(hintFor(new StoreUnavailableError('locked', 'open the store'))).to.match(/^Stop serve first, /);
    expect(hintFor(new StoreUnavailableError('full', 'put'))).to.equal('Free the disk on which the file is.');
    expect(hintFor(new StoreUnavailableError('closed', 'put'))).to.equal(undefined);
  });

  it('has none for anything else', () => {
    expect(hintFor(new AccessDeniedError('read queue'))).to.equal(undefined);
    expect(hintFor('text')).to.equal(undefined);
  });
});
