import { expect } from 'chai';
import { SeenIds } from '../../lib/store/SeenIds.js';
import type { SyncRun } from '../../lib/model/SyncRun.js';

const run: SyncRun = {
  runId: 'r1',
  tenant: 't',
  userId: 'u',
  scope: '7',
  type: 'ALL',
  beganAt: new Date(0),
  expiresAt: new Date(9),
  baselineAt: new Date(0),
  baseline: [],
  seen: [],
  updates: [],
  ended: false,
};

describe('SeenIds', () => {
  it('shows a run with the ids that it has met', () => {
    const ids = new SeenIds();
    ids.append('r1', ['1']);
    ids.append('r1', ['2', '3']);
    ids.append('r2', ['9']);
    expect(ids.shownIn(run)).to.deep.equal({ ...run, seen: ['1', '2', '3'] });
  });

  it('leaves what it has shown as it was', () => {
    const ids = new SeenIds();
    ids.append('r1', ['1']);
    const shown = ids.shownIn(run);
    ids.append('r1', ['2']);
    expect(shown.seen).to.deep.equal(['1']);
  });

  it('forgets', () => {
    const ids = new SeenIds();
    ids.append('r1', ['1']);
    ids.forget('r1');
    expect(ids.shownIn(run).seen).to.deep.equal([]);
  });
});
