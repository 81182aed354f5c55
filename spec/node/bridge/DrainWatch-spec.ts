import { expect } from 'chai';
import { DrainWatch } from '../../../lib/node/bridge/DrainWatch.js';

function watched() {
  const stage = { bytes: 0, drained: 0 };
  const watch = new DrainWatch(() => stage.bytes);
  watch.drained.subscribe(() => (stage.drained += 1));
  return { stage, watch };
}

describe('DrainWatch', () => {
  it('tells once that all was taken, to whom found something waiting', () => {
    const { stage, watch } = watched();
    stage.bytes = 10;
    expect(watch.bufferedBytes()).to.equal(10);
    watch.written();
    expect(stage.drained).to.equal(0);
    stage.bytes = 0;
    watch.written();
    watch.written();
    expect(stage.drained).to.equal(1);
  });

  it('tells nothing when nobody found anything waiting', () => {
    const { stage, watch } = watched();
    expect(watch.bufferedBytes()).to.equal(0);
    watch.written();
    expect(stage.drained).to.equal(0);
  });
});
