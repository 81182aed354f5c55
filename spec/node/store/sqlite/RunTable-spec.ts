import { expect } from 'chai';
import { JournalMissError } from '../../../../lib/errors/JournalMissError.js';
import { RunTable } from '../../../../lib/node/store/sqlite/RunTable.js';
import { TurnCounter } from '../../../../lib/node/store/sqlite/TurnCounter.js';
import { draftRun, outcomeFor, OWNER, SUITE_NOW } from '../../../../lib/testing/journalStand.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('RunTable', () => {
  const opened = async (keepEnded = 10) => {
    const file = await sqliteScratch();
    return { file, runs: new RunTable(file, new TurnCounter(file), keepEnded, 256) };
  };

  it('lets a second run join the first, and gives back what was seen', async () => {
    const { file, runs } = await opened();
    expect(runs.begin(draftRun({ seen: ['1'] }), SUITE_NOW).joined).to.equal(false);
    runs.amend('r1', { seen: ['2', '3'] });
    const { joined, run } = runs.begin(draftRun({ runId: 'r2' }), SUITE_NOW);
    expect([joined, run.runId, run.seen]).to.deep.equal([true, 'r1', ['1', '2', '3']]);
    file.close();
  });

  it('frees a scope when its outcome is told, or the run ends', async () => {
    const { file, runs } = await opened();
    runs.begin(draftRun({ scope: '*' }), SUITE_NOW);
    runs.amend('r1', { updates: [outcomeFor('7')] });
    expect(runs.current(OWNER, '7', SUITE_NOW)).to.equal(undefined);
    expect(runs.current(OWNER, '8', SUITE_NOW)?.runId).to.equal('r1');
    runs.amend('r1', { ended: true });
    expect(runs.current(OWNER, '8', SUITE_NOW)).to.equal(undefined);
    expect(runs.find('r1')?.ended).to.equal(true);
    file.close();
  });

  it('keeps the newest that ended, with nothing left of the others', async () => {
    const { file, runs } = await opened(1);
    for (const runId of ['r1', 'r2']) {
      runs.begin(draftRun({ runId, seen: ['1'] }), SUITE_NOW);
      runs.amend(runId, { ended: true });
    }
    expect([runs.find('r1'), runs.find('r2')?.runId]).to.deep.equal([undefined, 'r2']);
    expect(file.prepare('SELECT count(*) AS n FROM run_seen').get()).to.have.property('n', 1);
    file.close();
  });

  it('erases the runs that touch a connection, or all of a user', async () => {
    const { file, runs } = await opened();
    runs.begin(draftRun(), SUITE_NOW);
    runs.begin(draftRun({ runId: 'r2', scope: '8' }), SUITE_NOW);
    expect(runs.erase(OWNER, '7')).to.equal(1);
    expect(runs.erase({ ...OWNER, userId: 'other' })).to.equal(0);
    expect(runs.erase(OWNER)).to.equal(1);
    expect(() => runs.amend('r2', {})).to.throw(JournalMissError);
    file.close();
  });
});
