import { expect } from 'chai';
import { channelsAt } from '../../../../lib/sandbox/core/timeline/channelsAt.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('channelsAt', () => {
  it('tells how the channels stood at a moment', () => {
    const connection = new SandboxDriver().state.connections['1001'];
    if (connection === undefined) throw new Error('no connection');
    const [now = [], first = [], second = []] = ['SUCCESS', 'FAILED', 'RUNNING'].map((status) =>
      connection.channels.map((channel) => ({ ...channel, status })),
    );
    const changing = {
      ...connection,
      channels: now,
      past: [
        { until: 10, channels: first },
        { until: 20, channels: second },
      ],
    };
    expect([9, 10, 19, 20].map((at) => channelsAt(changing, at)[0]?.status)).to.deep.equal([
      'FAILED',
      'RUNNING',
      'RUNNING',
      'SUCCESS',
    ]);
    expect(channelsAt(connection, -1)).to.equal(connection.channels);
  });
});
