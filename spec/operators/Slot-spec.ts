import { expect } from 'chai';
import { Subscription } from 'rxjs';
import { Slot } from '../../lib/operators/Slot.js';

describe('Slot', () => {
  it('closes whatever was added, the one and the many, once', () => {
    const slot = new Slot();
    const log: string[] = [];
    const noting = (word: string) => new Subscription(() => void log.push(word));
    const one = noting('one');
    slot.add(one);
    slot.add(one);
    slot.add(slot);
    slot.add(noting('two'));
    slot.add(() => void log.push('three'));
    slot.unsubscribe();
    slot.unsubscribe();
    expect(log.sort()).to.deep.equal(['one', 'three', 'two']);
  });

  it('makes room for the next when the one has closed, and holds on to one that has not', () => {
    const slot = new Slot();
    const [first, second, third] = [new Subscription(), new Subscription(), new Subscription()];
    slot.add(first);
    first.unsubscribe();
    slot.add(second);
    slot.add(third);
    slot.unsubscribe();
    expect([second.closed, third.closed]).to.deep.equal([true, true]);
  });

  it('lets go of what is removed', () => {
    const slot = new Slot();
    const [one, two] = [new Subscription(), new Subscription()];
    slot.add(one);
    slot.add(two);
    slot.remove(one);
    slot.remove(two);
    slot.unsubscribe();
    expect([one.closed, two.closed]).to.deep.equal([false, false]);
  });

  it('closes at once what is added after its end', () => {
    const slot = new Slot();
    slot.unsubscribe();
    const late = new Subscription();
    slot.add(late);
    expect(late.closed).to.equal(true);
  });
});
