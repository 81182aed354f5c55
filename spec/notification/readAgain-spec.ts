import { expect } from 'chai';
import { defer, of, throwError } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { DecodeError } from '../../lib/errors/DecodeError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { Refusal } from '../../lib/notification/intake/Refusal.js';
import { readAgain } from '../../lib/notification/readAgain.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { scriptedNotificationApi, watch, type Watched } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

function repeated(error: unknown): { readonly seen: Watched<number>; readonly tries: () => number } {
  const clock = new SuiteClock();
  let tries = 0;
  const source = defer(() => ((tries += 1) < 20 ? throwError(() => error) : of(tries)));
  const seen = watch(source.pipe(readAgain(scriptedNotificationApi(clock.scheduler))));
  clock.advance(24 * 3_600_000);
  return { seen, tries: () => tries };
}

describe('readAgain', () => {
  it(
    'repeats until it succeeds',
    marbles(({ cold, expectObservable, scheduler }) => {
      const sources = [cold('--#', {}, new RateLimitedError('list', 5)), cold('-v|')];
      const expected = '        --------v|';
      const api = { ...scriptedNotificationApi(scheduler), entropy: { random: () => 0 } };
      expectObservable(defer(() => sources.shift() ?? of()).pipe(readAgain(api))).toBe(expected);
    }),
  );

  operatorLaws(
    { describe, it },
    { name: 'readAgain', make: (scheduler) => readAgain<number>(scriptedNotificationApi(scheduler)), sample: [1, 2] },
  );

  it('never gives up what passes by itself, such as an application that cannot say whose users they are', () => {
    expect(repeated(new RateLimitedError('list', 1)).seen.values).to.deep.equal([20]);
    expect(repeated(new Refusal('knownUser')).seen.values).to.deep.equal([20]);
  });

  it('gives up what may fail for ever after five repetitions, and at once what repeating does not mend', () => {
    const doubtful = repeated(new DecodeError('list', []));
    expect([doubtful.tries(), doubtful.seen.errors.length]).to.deep.equal([6, 1]);
    expect(repeated(new AccessDeniedError('list')).tries()).to.equal(1);
  });
});
