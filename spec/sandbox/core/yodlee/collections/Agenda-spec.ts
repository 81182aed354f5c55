import { expect } from 'chai';
import fc from 'fast-check';
import { type Agenda, schedule, withoutFirst } from '../../../../../lib/sandbox/core/yodlee/collections/Agenda.js';
import { deepFreeze } from '../../../../support/sandboxDriver.js';

const drain = (agenda: Agenda<number>): readonly number[] => {
  const items: number[] = [];
  for (let next = agenda; next !== undefined; next = withoutFirst(next)) items.push(next.item);
  return items;
};

describe('schedule', () => {
  it('puts what is due first first, and equals in the order of entry', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const agenda = times.reduce<Agenda<number>>(
          (next, at, order) => deepFreeze(schedule(next, { at, order, item: order })),
          undefined,
        );
        const expected = times.map((at, order) => ({ at, order })).sort((a, b) => a.at - b.at || a.order - b.order);
        expect(drain(agenda)).to.deep.equal(expected.map(({ order }) => order));
      }),
    );
  });
});

describe('withoutFirst', () => {
  it('takes nothing from an empty agenda', () => {
    expect(withoutFirst(undefined)).to.equal(undefined);
  });
});
