import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { journalSuite } from '../../lib/testing/journalSuite.js';
import { eventOf, runOf } from '../support/builders.js';

const NOW = new Date(0);
const told = (n: number) => ({ kind: 'event', event: eventOf({ id: String(n) }), late: false }) as const;

describe('memoryJournal', () => {
  const skipped = journalSuite({ describe, it, create: () => memoryJournal() });

  it('does not survive a restart, and says so', () => {
    expect(skipped).to.deep.equal(['holds its scopes and knows its runs after a restart']);
  });

  it('forgets the oldest ended run when there are more than keepEnded', async () => {
    const journal = memoryJournal({ keepEnded: 2 });
    for (const runId of ['r1', 'r2', 'r3']) {
      await firstValueFrom(journal.begin(runOf({ runId }), NOW));
      await firstValueFrom(journal.amend(runId, { ended: true }));
    }
    const kept = await Promise.all(['r1', 'r2', 'r3'].map((runId) => firstValueFrom(journal.find(runId))));
    expect(kept.map((run) => run?.runId)).to.deep.equal([undefined, 'r2', 'r3']);
  });

  it('keeps no ended run with keepEnded 0, and every running one', async () => {
    const journal = memoryJournal({ keepEnded: 0 });
    await firstValueFrom(journal.begin(runOf({ runId: 'r1' }), NOW));
    await firstValueFrom(journal.begin(runOf({ runId: 'r2', scope: '8' }), NOW));
    await firstValueFrom(journal.amend('r1', { ended: true }));
    expect(await firstValueFrom(journal.find('r1'))).to.equal(undefined);
    expect(await firstValueFrom(journal.find('r2'))).to.not.equal(undefined);
  });

  it('keeps the newest keepUpdates updates of a run', async () => {
    const journal = memoryJournal({ keepUpdates: 2 });
    await firstValueFrom(journal.begin(runOf(), NOW));
    const { updates } = await firstValueFrom(journal.amend('r1', { updates: [told(1), told(2), told(3)] }));
    expect(updates).to.deep.equal([told(2), told(3)]);
  });

  it('retires an expired run instead of forgetting it', async () => {
    const journal = memoryJournal();
    await firstValueFrom(journal.begin(runOf({ runId: 'r1' }), NOW));
    await firstValueFrom(journal.begin(runOf({ runId: 'r2' }), new Date(600_000)));
    expect((await firstValueFrom(journal.find('r1')))?.runId).to.equal('r1');
  });

  const NONSENSE = [
    ['keepEnded', -1, 'keepEnded: expected ≥ 0 runs, got -1'],
    ['keepEnded', NaN, 'keepEnded: expected ≥ 0 runs, got NaN'],
    ['keepUpdates', 0, 'keepUpdates: expected ≥ 1 updates, got 0'],
    ['keepUpdates', NaN, 'keepUpdates: expected ≥ 1 updates, got NaN'],
  ] as const;
  for (const [option, value, message] of NONSENSE) {
    it(`refuses ${String(value)} for ${option}`, () => {
      expect(() => memoryJournal({ [option]: value })).to.throw(InvalidOptionError, message);
    });
  }
});
