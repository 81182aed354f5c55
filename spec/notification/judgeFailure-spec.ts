import { expect } from 'chai';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { DecodeError } from '../../lib/errors/DecodeError.js';
import { LeaseLostError } from '../../lib/errors/LeaseLostError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { PagesMismatchError } from '../../lib/errors/PagesMismatchError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { UnauthorizedError } from '../../lib/errors/UnauthorizedError.js';
import { UpstreamRefusedError } from '../../lib/errors/UpstreamRefusedError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { HandlerFailedError } from '../../lib/notification/HandlerFailedError.js';
import { judgeFailure } from '../../lib/notification/judgeFailure.js';
import { OwnTokenRefusedError } from '../../lib/notification/OwnTokenRefusedError.js';
import type { ConsumeOptions } from '../../lib/notification/options.js';
import type { Lease } from '../../lib/ports/InboxStore.js';
import { ago, fanOutStage, leaseOf } from '../support/fanOutStage.js';

function judged(
  error: unknown,
  own: { well?: boolean; handled?: boolean; lease?: Partial<Lease>; options?: ConsumeOptions } = {},
): string {
  const { fanOut, api } = fanOutStage({}, own.options);
  if (own.well === true) fanOut.health.lastSuccessAt = api.scheduler.now();
  if (own.handled === true) fanOut.health.lastHandledAt = api.scheduler.now();
  const verdict = judgeFailure(fanOut, leaseOf(own.lease), error);
  if (verdict.kind === 'retry') return verdict.counts ? 'counted' : 'uncounted';
  return verdict.kind;
}

const refused = (verdict: 'retry' | 'park' | 'stop'): UpstreamRefusedError =>
  new UpstreamRefusedError('read', 'Y800', 'odd', verdict, 'nobody');

describe('judgeFailure', () => {
  const table: readonly (readonly [string, unknown, string, string])[] = [
    ['a lost lease', new LeaseLostError(1), 'lost', 'lost'],
    ['a limit of rate', new RateLimitedError('read', 1_000), 'uncounted', 'uncounted'],
    ['a store that is away', new StoreUnavailableError('full', 'ack'), 'uncounted', 'uncounted'],
    ['a timeout', new UpstreamTimeoutError('read', 1_000), 'counted', 'uncounted'],
    ['a 500', new UpstreamStatusError('read', 500, undefined), 'counted', 'uncounted'],
    ['a body without sense (G9)', new DecodeError('read', []), 'counted', 'uncounted'],
    ['pages that do not agree', new PagesMismatchError(2, 1), 'counted', 'uncounted'],
    ['a refusal to try again', refused('retry'), 'counted', 'uncounted'],
    ['a refusal for people', refused('park'), 'park', 'park'],
    ['a refusal of the customer about one user', refused('stop'), 'park', 'uncounted'],
    ['a redirect of one user', new RedirectRefusedError('read', 302), 'park', 'uncounted'],
    ['a user’s own login that is suspended', new OwnTokenRefusedError(refused('stop')), 'park', 'park'],
    ['refused credentials', new CredentialsRefusedError(401, 'refused'), 'stop', 'stop'],
    ['a user who is not there', new NotFoundError('read', 404), 'dead', 'uncounted'],
    ['a user who may not', new AccessDeniedError('read'), 'dead', 'uncounted'],
    ['a token that does not do', new UnauthorizedError('read'), 'dead', 'uncounted'],
    ['too much (G6)', new ResponseTooLargeError('read', 1), 'dead', 'dead'],
    ['something unexpected', new TypeError('x'), 'counted', 'uncounted'],
  ];
  for (const [name, error, whenWell, otherwise] of table) {
    it(`F5: judges ${name} as ${whenWell} while others are served, else as ${otherwise}`, () => {
      expect([judged(error, { well: true }), judged(error)]).to.deep.equal([whenWell, otherwise]);
    });
  }

  it('ruling 2: counts a failing handler only while it stores for others', () => {
    const failed = new HandlerFailedError('handlerFailed');
    expect([judged(failed, { handled: true }), judged(failed, { well: true })]).to.deep.equal(['counted', 'uncounted']);
  });

  it('F2: gives up after maxAttempts that count, and never for others', () => {
    const error = new UpstreamTimeoutError('read', 1);
    expect(judged(error, { well: true, lease: { attempt: 11 } })).to.equal('counted');
    expect(judged(error, { well: true, lease: { attempt: 12 } })).to.equal('dead');
    expect(judged(error, { lease: { attempt: 12 } })).to.equal('uncounted');
  });

  it('F6, F7: gives up 12 h before the horizon, a replay not before the horizon itself', () => {
    const error = new RateLimitedError('read', 1);
    const hours = (before: number): Partial<Lease> => ({ window: ago(before * 60, before * 60 - 15) });
    expect(judged(error, { lease: hours(155) })).to.equal('uncounted');
    expect(judged(error, { lease: hours(157) })).to.equal('dead');
    expect(judged(error, { lease: { ...hours(157), replayed: true } })).to.equal('uncounted');
    expect(judged(error, { lease: { ...hours(169), replayed: true } })).to.equal('dead');
  });

  it('stops when three different users are refused and nobody is served', () => {
    const { fanOut } = fanOutStage();
    const kinds = ['a', 'a', 'b', 'c'].map(
      (userId) => judgeFailure(fanOut, leaseOf({ userId }), new AccessDeniedError('read')).kind,
    );
    expect(kinds).to.deep.equal(['retry', 'retry', 'retry', 'stop']);
  });

  it('G10: stops when of three different users the customer is refused, and not for one however often', () => {
    for (const isWell of [false, true]) {
      const { fanOut, api } = fanOutStage();
      if (isWell) fanOut.health.lastSuccessAt = api.scheduler.now();
      const kinds = ['a', 'a', 'a', 'b', 'c'].map(
        (userId) => judgeFailure(fanOut, leaseOf({ userId }), refused('stop')).kind,
      );
      expect(new Set(kinds.slice(0, 4))).to.deep.equal(new Set([isWell ? 'park' : 'retry']));
      expect(kinds[4]).to.equal('stop');
    }
  });

  it('G10: tells as the cause what the user’s own token was refused', () => {
    const { fanOut } = fanOutStage();
    const cause = (error: unknown) => judgeFailure(fanOut, leaseOf(), new OwnTokenRefusedError(error));
    expect(cause(refused('stop'))).to.deep.equal({ kind: 'park', cause: 'Y800 odd' });
    expect(cause(new CredentialsRefusedError(401, 'x'))).to.deep.equal({
      kind: 'park',
      cause: 'CredentialsRefusedError',
    });
  });

  it('G10: parks a user in whose name nothing may be read, and stops for an option that concerns all', () => {
    const { fanOut } = fanOutStage();
    const kindOf = (option: string) =>
      judgeFailure(fanOut, leaseOf(), new InvalidOptionError(option, 'no', 'yes')).kind;
    expect(['knownUser', 'tokens.user', 'userId', 'inbox', 'handler'].map(kindOf)).to.deep.equal([
      ...['park', 'park', 'park'],
      ...['stop', 'stop'],
    ]);
  });

  it('F4: waits as long as upstream asked for, and otherwise with full jitter', () => {
    const { fanOut, clock } = fanOutStage();
    const verdict = judgeFailure(fanOut, leaseOf(), new RateLimitedError('read', 90_000));
    expect(verdict.kind === 'retry' && verdict.retryAt.getTime() - clock.now().getTime()).to.equal(90_000);
  });
});
