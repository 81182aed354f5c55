import { expect } from 'chai';
import { IntakeCounters } from '../../../lib/notification/intake/IntakeCounters.js';
import { fakeNotificationApi, fakeQuarantined, noticed, notificationOf } from '../../support/fakeNotificationApi.js';

function counted(work: (counters: IntakeCounters) => void): readonly unknown[] {
  const api = fakeNotificationApi({ tenant: 't' });
  work(new IntakeCounters(api));
  return api.counted;
}

describe('IntakeCounters', () => {
  it('counts webhooks, refusals and bytes by tenant', () => {
    const calls = counted((counters) => {
      counters.received();
      counters.refused('path');
      counters.inFlight(0);
    });
    expect(calls).to.deep.equal([
      ['notices_received_total', 1, { tenant: 't' }],
      ['notices_refused_total', 1, { tenant: 't', reason: 'path' }],
      ['notice_bytes_in_flight', 0, { tenant: 't' }],
    ]);
  });

  it('counts what became of windows, and nothing that did not happen', () => {
    const batch = { intents: noticed(['canary']).intents, quarantined: [fakeQuarantined(new Date(0), 'canary')] };
    const receipt = { added: 2, known: 1, erased: 0, expired: 0 };
    const calls = counted((counters) => counters.kept({ batch, receipt, strangers: 3 }));
    expect(calls).to.deep.equal([
      ['notice_windows_total', 2, { tenant: 't', result: 'added' }],
      ['notice_windows_total', 1, { tenant: 't', result: 'known' }],
      ['notice_windows_total', 3, { tenant: 't', result: 'stranger' }],
      ['quarantined_total', 1, { tenant: 't' }],
    ]);
  });

  it('counts users, and leaves a count that does not agree with them to the decoder', () => {
    const notification = notificationOf({ userCount: 3 });
    expect(counted((counters) => counters.accepted({ users: 2, bad: 0, notification }))).to.deep.equal([
      ['notices_accepted_total', 1, { tenant: 't', kind: 'dataUpdates' }],
      ['notice_users_total', 2, { tenant: 't' }],
    ]);
  });

  it('counts what had no notification in it', () => {
    expect(counted((counters) => counters.accepted({ users: 0, bad: 0 }))).to.deep.equal([
      ['notices_accepted_total', 1, { tenant: 't', kind: 'none' }],
    ]);
  });
});
