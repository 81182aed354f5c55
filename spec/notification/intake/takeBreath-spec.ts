import { expect } from 'chai';
import { asyncScheduler } from 'rxjs';
import { BREATH_BYTES, takeBreath } from '../../../lib/notification/intake/takeBreath.js';
import { Valve } from '../../../lib/notification/intake/Valve.js';
import { marbles } from '../../../lib/testing/marbles.js';

const half = { a: new Uint8Array(BREATH_BYTES / 2) };

describe('takeBreath', () => {
  it(
    'passes bytes as they come, and holds their source back after each breath',
    marbles(({ hot, expectObservable, expectSubscriptions, flush, scheduler }) => {
      const source = hot('-a-a-a-|', half);
      const expected = '  -a-a-a-|';
      const calls: string[] = [];
      const told = (what: string) => () => void calls.push(`${what} ${String(scheduler.now())}`);
      const valve = new Valve(2, { pause: told('pause'), resume: told('resume') });
      expectObservable(source.pipe(takeBreath(valve, asyncScheduler))).toBe(expected, half);
      expectSubscriptions(source.subscriptions).toBe('^------!');
      flush();
      expect(calls).to.deep.equal(['pause 3', 'resume 3']);
    }),
  );

  it(
    'leaves nothing scheduled behind',
    marbles(({ hot, expectObservable, flush }) => {
      const calls: string[] = [];
      const valve = new Valve(1, { pause: () => void calls.push('pause'), resume: () => void calls.push('resume') });
      expectObservable(hot('-(aa|)', half).pipe(takeBreath(valve, asyncScheduler))).toBe('-(aa|)', half);
      flush();
      expect(calls).to.deep.equal(['pause']);
    }),
  );
});
