import { expect } from 'chai';
import {
  addNotice,
  intervalS,
  later,
  notificationIdOf,
} from '../../../../../lib/sandbox/core/yodlee/notices/addNotice.js';
import { tableGet } from '../../../../../lib/sandbox/core/yodlee/collections/Table.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const given = { event: 'DATA_UPDATES', parts: [{ from: 0, to: 1, users: [0] }] };

describe('addNotice', () => {
  it('schedules the sending at once', () => {
    const state = addNotice(new YodleeDriver().state, given, 5);
    expect(state.agenda).to.include({ at: 5 });
    expect(tableGet(state.notices, 0)).to.include({ state: 'waiting', failures: 0, copies: 0 });
  });

  it('drops every other one where the script says so', () => {
    const { state } = new YodleeDriver({ play: 'dropped-webhooks' });
    const both = addNotice(addNotice(state, given, 5), given, 5);
    expect([0, 1].map((id) => tableGet(both.notices, id)?.state)).to.deep.equal(['dropped', 'waiting']);
  });

  it('lets later ones overtake where the script says so', () => {
    const { state } = new YodleeDriver({ play: 'reordered-webhooks' });
    expect(addNotice(state, given, 0).agenda?.at).to.equal(1_980_000);
  });

  it('leaves other events and forgeries alone', () => {
    const { state } = new YodleeDriver({ play: 'dropped-webhooks' });
    expect(tableGet(addNotice(state, { event: 'REFRESH', payload: '{}' }, 0).notices, 0)?.state).to.equal('waiting');
    expect(tableGet(addNotice(state, { ...given, forged: {} }, 0).notices, 0)?.state).to.equal('waiting');
  });
});

describe('later', () => {
  it('keeps the order of entry', () => {
    const state = later(later(new YodleeDriver().state, 5, { do: 'churn' }), 5, { do: 'tick' });
    expect(state.agenda?.item).to.deep.equal({ do: 'churn' });
  });
});

describe('intervalS', () => {
  it('is at least one second', () => {
    const seconds = (notifyEveryS: string) => intervalS(new YodleeDriver({ switches: { notifyEveryS } }).state);
    expect([seconds('900'), seconds('0')]).to.deep.equal([900, 1]);
  });
});

describe('notificationIdOf', () => {
  it('looks like the real ones', () => {
    const { state } = new YodleeDriver();
    expect(notificationIdOf(state, 0, 0)).to.match(/^[0-9a-f]{8}-1768467600$/);
    expect(notificationIdOf(state, 0, 0)).not.to.equal(notificationIdOf(state, 1, 0));
  });
});
