import { expect } from 'chai';
import { enqueue, writeEvent } from '../../../../lib/sandbox/core/timeline/writeEvent.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const draft = {
  userId: '501',
  connectionId: '1001',
  type: 'SYNC_STARTED',
  resourceType: 'CONNECTION',
  resource: { id: '1001' },
  definitionId: '8701',
  at: 0,
  datedS: -5,
};

describe('writeEvent', () => {
  it('writes the documented members, dated in seconds', () => {
    const { state } = new SandboxDriver();
    expect(JSON.parse(String(writeEvent(state, draft).events[0]?.text))).to.deep.equal({
      id: '11',
      event_type: 'SYNC_STARTED',
      resource_type: 'CONNECTION',
      creation_date: Date.UTC(2026, 0, 15, 9) / 1000 - 5,
      channel_definition_id: '8701',
      resource: { id: '1001' },
    });
  });

  it('leaves out what it does not know', () => {
    const { state } = new SandboxDriver();
    const text = writeEvent(state, { ...draft, definitionId: undefined, resource: undefined }).events[0]?.text;
    expect(text).not.to.contain('channel_definition_id').and.not.to.contain('"resource"');
  });

  it('names the type as the switch says', () => {
    const { state } = new SandboxDriver({ switches: { eventTypeKey: 'event_status' } });
    expect(writeEvent(state, draft).events[0]?.text).to.contain('"event_status":"SYNC_STARTED"');
  });

  it('numbers with gaps, always upwards', () => {
    let { state } = new SandboxDriver();
    for (let i = 0; i < 30; i++) state = writeEvent(state, draft);
    const ids = state.events.map(({ id }) => Number(id));
    expect(ids).to.deep.equal([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).to.equal(30);
    expect(Number(ids.at(-1))).to.be.greaterThan(11 + 30);
  });
});

describe('enqueue', () => {
  it("reaches every live queue of the user and nobody else's", () => {
    const driver = new SandboxDriver().logIn();
    const [first, second] = [driver.subscribe(), driver.subscribe()];
    driver.state = enqueue(driver.state, {
      id: '1',
      userId: '501',
      connectionId: '1001',
      type: 'X',
      text: '{"id":"1"}',
    });
    driver.state = enqueue(driver.state, {
      id: '2',
      userId: '777',
      connectionId: '1001',
      type: 'X',
      text: '{"id":"2"}',
    });
    expect(driver.rows(first)).to.deep.equal([{ id: '1' }]);
    expect(driver.rows(second)).to.deep.equal([{ id: '1' }]);
    expect(driver.state.events).to.have.length(2);
  });
});
