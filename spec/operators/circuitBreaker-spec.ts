import { expect } from 'chai';
import { throwError, VirtualTimeScheduler } from 'rxjs';
import { CircuitOpenError } from '../../lib/errors/CircuitOpenError.js';
import { circuitBreaker } from '../../lib/operators/circuitBreaker.js';
import { createCircuitBreaker } from '../../lib/operators/createCircuitBreaker.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { marbles } from '../../lib/testing/marbles.js';

const none = { random: () => 0 };
const origin = 'https://api.example.com';
const countsAsFailure = (): boolean => true;
const nervous = { origin, failures: 1, openMs: 10, entropy: none, countsAsFailure };

describe('circuitBreaker', () => {
  it(
    'refuses at once, without subscribing, after enough failures in a row',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const breaker = createCircuitBreaker({ origin, failures: 2, scheduler, entropy: none, countsAsFailure });
      const source = cold('  --#');
      const expected = '     --#';
      const second = '       -----#';
      const third = '        ------#';
      const guarded = source.pipe(circuitBreaker(breaker));
      expectObservable(guarded).toBe(expected);
      expectObservable(guarded, '---^').toBe(second);
      expectObservable(guarded, '------^').toBe(third, {}, new CircuitOpenError(origin, 9_999));
      expectSubscriptions(source.subscriptions).toBe(['^-!', '---^-!']);
    }),
  );

  it(
    'lets one probe through and closes for all when it brings a value',
    marbles(({ cold, expectObservable, scheduler }) => {
      const breaker = createCircuitBreaker({ ...nervous, scheduler });
      const failing = cold('#').pipe(circuitBreaker(breaker));
      const healed = cold('--a-|').pipe(circuitBreaker(breaker));
      expectObservable(failing, '^').toBe('#');
      expectObservable(healed, '10ms ^').toBe('10ms --a-|');
      expectObservable(healed, '11ms ^').toBe('11ms #', {}, new CircuitOpenError(origin, 1));
      expectObservable(healed, '13ms ^').toBe('13ms --a-|');
    }),
  );

  it(
    'makes room for another probe when the one under way is left',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const breaker = createCircuitBreaker({ ...nervous, scheduler });
      expectObservable(cold('#').pipe(circuitBreaker(breaker))).toBe('#');
      const slow = cold('----a|');
      expectObservable(slow.pipe(circuitBreaker(breaker)), '10ms ^-!').toBe('-');
      expectObservable(slow.pipe(circuitBreaker(breaker)), '13ms ^').toBe('13ms ----a|');
      expectSubscriptions(slow.subscriptions).toBe(['10ms ^-!', '13ms ^----!']);
    }),
  );

  it('turns a judge that throws into an error of the stream, and keeps no probe', () => {
    const clock = new VirtualTimeScheduler();
    const thrown = new Error('judge');
    let judging = false;
    const judge = (): boolean => {
      if (judging) throw thrown;
      return true;
    };
    const options = { origin, failures: 1, openMs: 10, scheduler: clock, entropy: none, countsAsFailure: judge };
    const breaker = createCircuitBreaker(options);
    const errors: unknown[] = [];
    const call = (): void => {
      const failing = throwError(() => 'down').pipe(circuitBreaker(breaker));
      failing.subscribe({ error: (error: unknown) => errors.push(error) });
    };
    call();
    clock.schedule(() => {
      judging = true;
      call();
      judging = false;
      call();
    }, 10);
    clock.flush();
    expect(errors).to.deep.equal(['down', thrown, 'down']);
  });
});

operatorLaws<number, number>(
  { describe, it },
  {
    name: 'circuitBreaker',
    make: (scheduler) => circuitBreaker(createCircuitBreaker({ origin, scheduler, entropy: none })),
    sample: [1, 2, 3],
  },
);
