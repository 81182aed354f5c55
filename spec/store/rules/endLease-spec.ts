import { expect } from 'chai';
import { ATTEMPTS_EXHAUSTED, endLease, isSuspect, type LeaseEnd } from '../../../lib/store/rules/endLease.js';
import { EMPTY_LANE, type Span } from '../../../lib/store/rules/Lane.js';

const SLICE: Span = { from: 0, until: 60, state: 'leased', isCut: true, replayed: false, attempts: 2, since: 0 };
const ENDING = { now: 5, turn: 9, maxAttempts: 3 };

describe('endLease', () => {
  const lane = { ...EMPTY_LANE, fence: 1, spans: [SLICE] };
  const endedAs = (end: LeaseEnd, attempts = 2) =>
    endLease({ ...lane, spans: [{ ...SLICE, attempts }] }, end, ENDING).spans[0];

  it('remembers what was delivered, and goes behind the others', () => {
    const { delivered, spans, turn, restedAt } = endLease(lane, { kind: 'ack' }, ENDING);
    expect([delivered, spans, turn, restedAt]).to.deep.equal([[{ from: 0, until: 60 }], [], 9, 5]);
  });

  it('lets a slice wait again whose lease was lost, until it was tried too often', () => {
    expect(endedAs({ kind: 'lost' })).to.include({
      state: 'waiting',
      readyAt: 5,
      cause: 'LeaseLostError',
      attempts: 2,
    });
    expect(endedAs({ kind: 'lost' }, 3)).to.include({ state: 'dead', cause: ATTEMPTS_EXHAUSTED });
  });

  it('counts the death of a process for what was leased alone, and suspects whoever was leased twice', () => {
    const beside = endedAs({ kind: 'died', wasAlone: false }, 3);
    expect(beside).to.include({ state: 'waiting', attempts: 2, deaths: 1, readyAt: 5, cause: 'LeaseLostError' });
    expect(endedAs({ kind: 'died', wasAlone: true })).to.include({ state: 'waiting', attempts: 2, deaths: 1 });
    expect(endedAs({ kind: 'died', wasAlone: true }, 3)).to.include({ state: 'dead', cause: ATTEMPTS_EXHAUSTED });
    expect([{}, { deaths: 1 }, { deaths: 2 }].map((own) => isSuspect({ ...SLICE, ...own }))).to.deep.equal([
      false,
      false,
      true,
    ]);
  });

  it('lets a nack count, until it was tried too often, or not', () => {
    const nack = { kind: 'nack', cause: 'X', readyAt: 7 } as const;
    expect(endedAs({ ...nack, counts: true })).to.include({ state: 'waiting', readyAt: 7, attempts: 2 });
    expect(endedAs({ ...nack, counts: true }, 3)).to.include({ state: 'dead', cause: 'X' });
    expect(endedAs({ ...nack, counts: false }, 3)).to.include({ state: 'waiting', attempts: 2 });
  });

  it('sets aside', () => {
    expect(endedAs({ kind: 'dead', cause: 'X' })).to.include({ state: 'dead', cause: 'X' });
    expect(endedAs({ kind: 'parked', cause: 'X' }))
      .to.include({ state: 'parked' })
      .and.not.have.property('readyAt');
    expect(endedAs({ kind: 'parked', cause: 'X', readyAt: 7 })).to.include({ readyAt: 7 });
  });

  it('leaves a lane alone that is not leased', () => {
    expect(endLease(EMPTY_LANE, { kind: 'ack' }, ENDING)).to.equal(EMPTY_LANE);
  });

  it('lets a replay that came meanwhile stand for what of the slice it takes again', () => {
    const replay: Span = { ...SLICE, from: 30, until: 90, state: 'waiting', isCut: false, replayed: true, attempts: 0 };
    const both = { ...lane, spans: [SLICE, replay] };
    const spansAfter = (end: LeaseEnd) =>
      endLease(both, end, ENDING).spans.map(({ from, until, state }) => [from, until, state]);
    const { delivered, spans } = endLease(both, { kind: 'ack' }, ENDING);
    expect([delivered, spans]).to.deep.equal([[{ from: 0, until: 30 }], [replay]]);
    const ends: readonly (readonly [LeaseEnd, string])[] = [
      [{ kind: 'dead', cause: 'X' }, 'dead'],
      [{ kind: 'parked', cause: 'X' }, 'parked'],
    ];
    for (const [end, state] of ends) {
      expect(spansAfter(end)).to.deep.equal([
        [0, 30, state],
        [30, 90, 'waiting'],
      ]);
    }
    expect(spansAfter({ kind: 'lost' })).to.deep.equal([
      [0, 60, 'waiting'],
      [60, 90, 'waiting'],
    ]);
  });
});
