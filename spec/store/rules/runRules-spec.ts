import { expect } from 'chai';
import { amendRun, holdsScope, touchesConnection } from '../../../lib/store/rules/runRules.js';
import { draftRun, outcomeFor } from '../../../lib/testing/journalStand.js';
import { eventOf } from '../../support/builders.js';

describe('touchesConnection', () => {
  it('says yes for its own connection, for each that a run over all follows, and for all', () => {
    expect(touchesConnection(draftRun(), '7')).to.equal(true);
    expect(touchesConnection(draftRun(), '8')).to.equal(false);
    expect(touchesConnection(draftRun({ scope: '*' }), '8')).to.equal(true);
    expect(touchesConnection(draftRun(), undefined)).to.equal(true);
  });
});

describe('holdsScope', () => {
  it('is held by a run over all until the outcome of that connection was told', () => {
    const all = draftRun({ scope: '*' });
    expect([holdsScope(all, '*'), holdsScope(all, '7'), holdsScope(all, '9')]).to.deep.equal([true, true, false]);
    const told = amendRun(all, { updates: [outcomeFor('7')] }, 256);
    expect([holdsScope(told, '7'), holdsScope(told, '8')]).to.deep.equal([false, true]);
    expect(holdsScope(draftRun(), '*')).to.equal(false);
  });
});

describe('amendRun', () => {
  const trigger = (accepted: boolean) => ({ at: new Date(0), accepted, attached: !accepted, connectionIds: ['7'] });

  it('tells an outcome once, whoever brings it', () => {
    const once = amendRun(draftRun(), { updates: [outcomeFor('7')] }, 256);
    expect(amendRun(once, { updates: [outcomeFor('7'), outcomeFor('8')] }, 256).updates).to.deep.equal([
      outcomeFor('7'),
      outcomeFor('8'),
    ]);
  });

  it('is over for good once it ended, and keeps the trigger that was accepted', () => {
    const ended = amendRun(draftRun(), { ended: true, trigger: trigger(true) }, 256);
    const late = amendRun(ended, { ended: false, updates: [outcomeFor('7')], trigger: trigger(false) }, 256);
    expect([late.ended, late.updates, late.trigger?.accepted]).to.deep.equal([true, [], true]);
  });

  it('keeps the newest updates, and every outcome', () => {
    const told = (id: string) => ({ kind: 'event', event: eventOf({ id }), late: false }) as const;
    const { updates } = amendRun(draftRun(), { updates: [outcomeFor('7'), told('1'), told('2'), told('3')] }, 2);
    expect(updates).to.deep.equal([outcomeFor('7'), told('2'), told('3')]);
  });
});
