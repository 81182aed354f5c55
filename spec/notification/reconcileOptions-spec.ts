import { expect } from 'chai';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import {
  RECONCILE_DEFAULTS,
  type ReconcileOptions,
  resolveReconcileOptions,
} from '../../lib/notification/reconcileOptions.js';

describe('resolveReconcileOptions', () => {
  it('fills every gap; an explicit undefined is one', () => {
    const given: unknown = { everyMs: undefined, lagMs: 0 };
    expect(resolveReconcileOptions(given as ReconcileOptions)).to.deep.equal({ ...RECONCILE_DEFAULTS, lagMs: 0 });
  });

  const wrong: Readonly<Record<string, ReconcileOptions>> = {
    'a cadence below a second': { everyMs: 999 },
    'no horizon': { horizonMs: 0 },
    'a negative lag': { lagMs: -1 },
    'a negative recheck': { recheckMs: NaN },
    'no questions at once': { knownUserConcurrency: 0 },
    'two ways to ask': { knownUser: () => true, knownUsers: () => [new Set<string>()] },
    'a date that is none': { since: new Date(NaN) },
  };
  for (const [name, options] of Object.entries(wrong)) {
    it(`refuses ${name}`, () => {
      expect(() => resolveReconcileOptions(options)).to.throw(InvalidOptionError);
    });
  }
});
