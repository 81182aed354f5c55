import { expect } from 'chai';
import { Observable, of, Subject, type Subscriber } from 'rxjs';
import { Stage } from '../../lib/operators/Stage.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

class Halving extends Stage<number, number> {
  protected take(value: number): void {
    if (value === 13) throw new Error('thirteen');
    this.destination.next(value / 2);
  }
}

const halved = (source: Observable<number>) =>
  new Observable<number>((subscriber: Subscriber<number>) => source.subscribe(new Halving(subscriber)));

describe('Stage', () => {
  it('does its work with each value, and ends with its source', () => {
    const told: unknown[] = [];
    halved(of(2, 4)).subscribe({ next: (value) => told.push(value), complete: () => told.push('end') });
    expect(told).to.deep.equal([1, 2, 'end']);
  });

  it('makes what its work throws the error of the stream, and leaves its source', () => {
    const source = new Subject<number>();
    const told: unknown[] = [];
    halved(source).subscribe({ next: (value) => told.push(value), error: (error: unknown) => told.push(error) });
    for (const value of [2, 13, 4]) source.next(value);
    expect(told.map(String)).to.deep.equal(['1', 'Error: thirteen']);
    expect(source.observed).to.equal(false);
  });

  it('takes nothing from a source that goes on after its end', () => {
    const told: unknown[] = [];
    const unruly = new Observable<number>((subscriber) => {
      const words = [2, 'end', 4, 'error', 'end'] as const;
      for (const word of words) {
        if (word === 'end') subscriber.complete();
        else if (word === 'error') subscriber.error(new Error('too late'));
        else subscriber.next(word);
      }
    });
    halved(unruly).subscribe({ next: (value) => told.push(value), complete: () => told.push('end') });
    expect(told).to.deep.equal([1, 'end']);
  });

  it('has let go of its source when the end is told', () => {
    let isFree = false;
    const source = new Observable<number>((subscriber) => {
      subscriber.add(() => (isFree = true));
      subscriber.complete();
    });
    let wasFree = false;
    halved(source).subscribe({ complete: () => (wasFree = isFree) });
    expect(wasFree).to.equal(true);
  });

  it('has let go of its source when the error is told, whichever of the two made it', () => {
    const source = new Subject<number>();
    const wasObserved: boolean[] = [];
    const note = () => wasObserved.push(source.observed);
    halved(source).subscribe({ error: note });
    source.next(13);
    let isFree = false;
    const failing = new Observable<number>((subscriber) => {
      subscriber.add(() => (isFree = true));
      subscriber.error(new Error('lost'));
    });
    const wasFree: boolean[] = [];
    halved(failing).subscribe({ error: () => wasFree.push(isFree) });
    expect([wasObserved, wasFree]).to.deep.equal([[false], [true]]);
  });

  it('tells its end even if letting go of its source throws', () => {
    const rough = (end: 'complete' | 'error') =>
      new Observable<number>((subscriber) => {
        subscriber.add(() => {
          throw new Error('abort failed');
        });
        if (end === 'complete') subscriber.complete();
        else subscriber.error(new Error('lost'));
      });
    for (const end of ['complete', 'error'] as const) {
      const told: unknown[] = [];
      const observer = { complete: () => told.push('complete'), error: () => told.push('error') };
      halved(rough(end)).subscribe(observer);
      expect(told).to.deep.equal([end]);
    }
  });

  operatorLaws({ describe, it }, { name: 'a Stage', make: () => halved, sample: [1, 2, 3] });
});
