import { expect } from 'chai';
import { of, throwError } from 'rxjs';
import { checkToken } from '../../../../lib/cli/commands/doctor/checkToken.js';
import type { Finding } from '../../../../lib/cli/commands/doctor/Finding.js';
import type { Settings } from '../../../../lib/cli/settings/resolveSettings.js';
import { AccessToken, CredentialsRefusedError, type TokenSource } from '../../../../lib/index.js';
import { doctorSession } from '../../../support/doctorSession.js';
import { inVirtualSandbox } from '../../../support/inVirtualSandbox.js';

function found(tokens: (nowMs: number) => ReturnType<TokenSource['token']>, settings: Partial<Settings> = {}): Finding {
  const { values } = inVirtualSandbox(['success'], ({ api }) => {
    const user = api.forUser('501');
    return checkToken(doctorSession(user, { tokens: { token: () => tokens(user.scheduler.now()) }, settings }));
  });
  const [finding] = values;
  if (finding === undefined || values.length > 1) throw new Error('one finding was expected');
  return finding;
}

const livingFor = (ms: number) => (nowMs: number) => of(new AccessToken('a-token', nowMs + ms));

describe('checkToken', () => {
  it('is content with a token that lives long enough', () => {
    expect(found(livingFor(3_600_000))).to.include({ result: 'ok', detail: 'lives for 3600 s' });
  });

  it('warns of a short life, of an unknown one, and of a token that cannot be renewed', () => {
    expect(found(livingFor(60_000))).to.include({ result: 'warn', whoMustAct: 'aggregator' });
    expect(found(() => of(new AccessToken('a-token', undefined))).detail).to.include('unknown life');
    const fixed = found(livingFor(3_600_000), { credentials: { kind: 'token', token: 'a-token' } });
    expect(fixed).to.include({ result: 'warn', whoMustAct: 'integrator' });
  });

  it('fails with 77 when the credentials are refused', () => {
    const refused = found(() => throwError(() => new CredentialsRefusedError(401, 'invalid_grant')));
    expect(refused).to.include({ result: 'fail', whoMustAct: 'integrator', exitCode: 77 });
  });
});
