import { expect } from 'chai';
import { type HistoryBounds, TopicHistory } from '../../../lib/bridge/hub/TopicHistory.js';
import { frameOf } from '../../../lib/bridge/protocol/frameOf.js';

/** A history whose events are their offsets, published one ms after the other, and offered at once. */
function historyOf(events: number, own: Partial<HistoryBounds> = {}, isOffered = true): TopicHistory {
  const history = new TopicHistory({ historyEvents: 100, historyMs: 1_000, historyBytes: 100_000, ...own });
  for (let offset = 1; offset <= events; offset++) publish(history, offset, isOffered);
  return history;
}

function publish(history: TopicHistory, offset: number, isOffered = true, text = String(offset)): void {
  history.append({ ...frameOf(text), offset, publishedAt: offset, key: undefined });
  if (isOffered) history.noteOffered(offset);
}

describe('TopicHistory', () => {
  it('joins what comes after a place, the same text for all who stand there', () => {
    const history = historyOf(3);
    expect(history.after(1)).to.deep.include({ to: 3, frame: { text: '[2,3]', bytes: 5 } });
    expect(history.after(1)).to.equal(history.after(1));
    expect(history.after(2)?.frame).to.equal(history.next(2)?.frame);
    expect(history.after(3)).to.equal(undefined);
    publish(history, 4);
    expect(history.after(1)).to.deep.include({ to: 4, frame: { text: '[2,3,4]', bytes: 7 } });
  });

  it('remembers few joined texts, wherever its readers stand', () => {
    const history = historyOf(50);
    const first = history.after(0);
    for (let offset = 1; offset < 50; offset++) history.after(offset);
    expect(history.after(0)).to.not.equal(first);
    expect(history.after(0)).to.deep.equal(first);
  });

  it('joins no more than 64 KiB and one event', () => {
    const history = new TopicHistory({ historyEvents: 100, historyMs: 1_000, historyBytes: 10_000_000 });
    for (let offset = 1; offset <= 5; offset++) publish(history, offset, true, `"${'x'.repeat(30_000)}"`);
    expect(history.after(0)?.to).to.equal(3);
    expect(history.next(0)?.to).to.equal(1);
  });

  it('keeps so many events', () => {
    const history = historyOf(10, { historyEvents: 3 });
    expect([history.oldest(), history.lost]).to.deep.equal([8, 'limited']);
    expect([6, 7].map((offset) => history.after(offset)?.to)).to.deep.equal([undefined, 10]);
    expect([6, 7].map((offset) => history.next(offset)?.to)).to.deep.equal([undefined, 8]);
    expect([6, 7].map((offset) => history.conflatedAfter(offset)?.to)).to.deep.equal([undefined, 10]);
  });

  it('keeps so many bytes, and the last event whatever its size', () => {
    const history = historyOf(9, { historyBytes: 4 });
    expect(history.oldest()).to.equal(6);
    publish(history, 10, true, '"long enough"');
    expect(history.oldest()).to.equal(10);
    publish(history, 11);
    expect(history.oldest()).to.equal(11);
  });

  it('keeps them for so long, the last one too', () => {
    const history = historyOf(5, { historyMs: 10 });
    history.trim(12);
    expect([history.oldest(), history.lost]).to.deep.equal([2, 'expired']);
    history.trim(1_000);
    expect(history.oldest()).to.equal(undefined);
    expect(history.after(4)).to.equal(undefined);
  });

  it('forgets nothing, for its number, size or age, that was not offered yet', () => {
    const history = historyOf(10, { historyEvents: 3, historyMs: 0 }, false);
    expect([history.oldest(), history.isOver]).to.deep.equal([1, true]);
    history.noteOffered(10);
    expect([history.oldest(), history.isOver]).to.deep.equal([10, false]);
  });

  it('makes room among what was offered before it says that it is full', () => {
    const history = historyOf(3, { historyEvents: 3 });
    for (let offset = 4; offset <= 6; offset++) publish(history, offset, false);
    expect([history.oldest(), history.isOver]).to.deep.equal([4, false]);
    publish(history, 7, false);
    expect([history.oldest(), history.isOver]).to.deep.equal([4, true]);
  });

  it('stays as small as its bounds, whatever went through it', () => {
    const history = historyOf(10_000, { historyEvents: 5 });
    expect(history.oldest()).to.equal(9_996);
    expect(Reflect.get(history, 'events')).to.have.length.below(200);
  });
});
