import { expect } from 'chai';
import { EMPTY, of } from 'rxjs';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { amended, begun, draftRun, found, insistOnHolder, outcomeFor } from '../../lib/testing/journalStand.js';

const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => String(error),
  );

describe('draftRun', () => {
  it('drafts a run over one connection, or with a baseline of two over all', () => {
    expect(draftRun().baseline.map(({ connectionId }) => connectionId)).to.deep.equal(['7']);
    expect(draftRun({ scope: '*' }).baseline.map(({ connectionId }) => connectionId)).to.deep.equal(['7', '8']);
  });
});

describe('begun, amended, found', () => {
  it('give the one value of a journal', async () => {
    const journal = memoryJournal();
    expect((await begun(journal, draftRun())).joined).to.equal(false);
    expect((await amended(journal, 'r1', { updates: [outcomeFor('7')] })).updates).to.have.length(1);
    expect((await found(journal, 'r1'))?.runId).to.equal('r1');
  });

  it('refuse a journal that emits nothing or more than once', async () => {
    const silent = { ...memoryJournal(), find: () => EMPTY };
    const loud = { ...memoryJournal(), find: () => of(undefined, undefined) };
    expect(await rejected(found(silent, 'r1'))).to.contain('find emitted 0 times');
    expect(await rejected(found(loud, 'r1'))).to.contain('find emitted 2 times');
  });
});

describe('insistOnHolder', () => {
  it('refuses another run than the expected one', () => {
    insistOnHolder({ joined: true, run: draftRun() }, 'r1');
    expect(() => {
      insistOnHolder({ joined: true, run: draftRun() }, 'r2');
    }).to.throw('r2');
  });
});
