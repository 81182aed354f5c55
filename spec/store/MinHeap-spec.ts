import { expect } from 'chai';
import fc from 'fast-check';
import { MinHeap } from '../../lib/store/MinHeap.js';

describe('MinHeap', () => {
  it('gives the least first, whatever was pushed and popped before', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer())), (steps) => {
        const heap = new MinHeap<number>((one, other) => one < other);
        let model: number[] = [];
        for (const step of steps) {
          if (step === null) expect(heap.pop()).to.equal(model.shift());
          else {
            heap.push(step);
            model = [...model, step].sort((one, other) => one - other);
          }
          expect([heap.size, heap.least]).to.deep.equal([model.length, model[0]]);
        }
      }),
    );
  });
});
