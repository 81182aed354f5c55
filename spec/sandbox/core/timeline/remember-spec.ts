import { expect } from 'chai';
import { remember } from '../../../../lib/sandbox/core/timeline/remember.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

function changed(switches: Readonly<Record<string, string>>) {
  const { state } = new SandboxDriver({ switches });
  const connection = state.connections['1001'];
  if (connection === undefined) throw new Error('no connection');
  const after = { ...state, connections: { '1001': { ...connection, channels: [] } } };
  return { state, connection, after };
}

describe('remember', () => {
  it('notes how a connection stood until it changed, where looks lag', () => {
    for (const switches of [{ getLagsMs: '5000' }, { staleReplicaMs: '5000' }] as const) {
      const { state, connection, after } = changed(switches);
      expect(remember(state, after, 70).connections['1001']?.past).to.deep.equal([
        { until: 70, channels: connection.channels },
      ]);
    }
  });

  it('leaves the state as it is where looks do not lag, and where nothing changed', () => {
    const { state, after } = changed({});
    expect(remember(state, after, 70)).to.equal(after);
    const lagging = changed({ getLagsMs: '5000' }).state;
    expect(remember(lagging, lagging, 70)).to.equal(lagging);
    const counted = { ...lagging, connections: { ...lagging.connections } };
    expect(remember(lagging, counted, 70)).to.deep.equal(counted);
  });

  it('forgets what no look can show any more', () => {
    const { state, after } = changed({ getLagsMs: '5000' });
    const once = remember(state, after, 70);
    const kept = (at: number) => remember(once, { ...once, connections: withNone(once) }, at);
    expect(kept(5_069).connections['1001']?.past).to.have.lengthOf(2);
    expect(kept(5_070).connections['1001']?.past).to.have.lengthOf(1);
  });
});

function withNone({ connections }: ReturnType<typeof remember>) {
  const connection = connections['1001'];
  if (connection === undefined) throw new Error('no connection');
  return { '1001': { ...connection, channels: [] } };
}
