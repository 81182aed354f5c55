import { expect } from 'chai';
import { secretFlag } from '../../lib/cli/secretFlag.js';

describe('secretFlag', () => {
  it('knows every secret, however its flag is spelled', () => {
    for (const [variable, flags] of [
      ['MILLRACE_OXLIN_TOKEN', ['--token', '--token=s3cret', '--access-token', '-token=s3cret', '--Token']],
      ['MILLRACE_OXLIN_PASSWORD', ['--password', '--oxlin-password=s3cret', '--passwd', '--pass']],
      ['MILLRACE_OXLIN_CLIENT_SECRET', ['--client-secret', '--clientSecret=s3cret', '--client_secret', '--secret']],
      ['MILLRACE_OXLIN_USERNAME', ['--username', '--user=me', '--login']],
    ] as const) {
      for (const flag of flags) expect(secretFlag(['sync', '--all', flag, 's3cret']), flag).to.equal(variable);
    }
  });

  it('names the variable of the pipeline that the command belongs to', () => {
    expect(secretFlag(['serve', '--client-secret', 's3cret'])).to.equal('MILLRACE_YODLEE_CLIENT_SECRET');
    expect(secretFlag(['serve', '--callback-secret=s3cret'])).to.equal('MILLRACE_CALLBACK_SECRET');
    for (const flag of ['--sink-authorization=s3cret', '--authorization', '--header'])
      expect(secretFlag(['serve', flag, 's3cret']), flag).to.equal('MILLRACE_SINK_AUTHORIZATION');
    expect(secretFlag(['subscribe', '--admin-login', 's3cret'])).to.equal('MILLRACE_YODLEE_ADMIN_LOGIN');
    expect(secretFlag(['serve', '--known-users', 'all', '--listen', ':1', '--user-id', 'ann'])).to.equal(undefined);
  });

  it('leaves what is no secret alone', () => {
    expect(secretFlag(['sandbox', '--switch', 'tokenLifeS=60', '--switch=tokenLifeS=60'])).to.equal(undefined);
    expect(secretFlag(['sync', '1001', '--user-id', '501', '--client-id=x', '--show-pii'])).to.equal(undefined);
  });
});
