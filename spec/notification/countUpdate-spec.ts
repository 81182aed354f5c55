import { expect } from 'chai';
import { countUpdate } from '../../lib/notification/countUpdate.js';
import { ago } from '../support/fanOutStage.js';

describe('countUpdate', () => {
  it('counts by kind and cause, and names no user', () => {
    const counted: unknown[] = [];
    const telemetry = { count: (...call: unknown[]) => void counted.push(call), gauge: () => undefined };
    const about = { key: 'k', userId: 'canary', window: ago(30, 15), attempt: 1 };
    const count = countUpdate({ telemetry, tenant: 't1' });
    count({ kind: 'leaseLost', ...about });
    count({ kind: 'dead', cause: 'handlerFailed', ...about });
    expect(counted).to.deep.equal([
      ['entries_leaseLost_total', 1, { tenant: 't1' }],
      ['entries_dead_total', 1, { tenant: 't1', where: 'handlerFailed' }],
    ]);
  });
});
