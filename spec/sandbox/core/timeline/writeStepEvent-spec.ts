import { expect } from 'chai';
import type { SyncAction } from '../../../../lib/sandbox/core/script/ScenarioScript.js';
import { writeStepEvent } from '../../../../lib/sandbox/core/timeline/writeStepEvent.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

type EventAction = Extract<SyncAction, { do: 'event' }>;

const written = (
  action: Partial<EventAction>,
  play: readonly ['success'] | readonly ['success', 'partial'] = ['success'],
) => {
  const driver = new SandboxDriver({ play }).logIn();
  driver.ask('POST', '/connections/1001/synchronize');
  driver.pass(3);
  const step = { at: 0, do: 'event', type: 'X', ...action } as const;
  const next = writeStepEvent(driver.state, { at: driver.now, runId: '1', connectionId: '1001', step }, step);
  return String(next.events.at(-1)?.text);
};

describe('writeStepEvent', () => {
  it('carries the connection as it is now', () => {
    expect(written({})).to.contain('"status":"RUNNING","creation_date"');
  });

  it('carries the connection as it was before the sync', () => {
    expect(written({ resource: 'before' })).to.contain('"status":"SUCCESS","creation_date"');
  });

  it('carries another connection of the user, or one nobody has', () => {
    expect(written({ resource: 'other' }, ['success', 'partial'])).to.contain('"resource":{"id":"1002"');
    expect(written({ resource: 'other' })).to.contain('"resource":{"id":"999"');
  });

  it('carries something odd, or nothing', () => {
    expect(written({ resource: 'odd' })).to.contain('"resource_type":"BENEFICIARY"');
    expect(written({ resource: 'none' })).not.to.contain('"resource":');
  });

  it('names the channel where it is about one', () => {
    expect(written({ mode: 'EMBEDDED' })).to.contain('"channel_definition_id":"8700","resource"');
  });
});
